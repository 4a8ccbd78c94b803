//! A disk that may lose what was not synced. Files are what was synced and what was written since; names are an ordered
//! list of changes, of which a prefix survives, as file systems with a journal keep it. A sync of a file makes its bytes
//! last, and its name as far as it was new; a sync of a folder makes every name last.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::chance::Chance;
use crate::trace::Call;

/// The unit that a disk writes whole.
const SECTOR: usize = 512;

/// What happened to a file since it was synced.
#[derive(Debug, Clone)]
enum Change {
    Write { at: usize, bytes: Vec<u8> },
    Cut { size: usize },
}

#[derive(Debug, Clone, Default)]
struct Inode {
    synced: Vec<u8>,
    since: Vec<Change>,
}

/// A change of names.
#[derive(Debug, Clone)]
enum Naming {
    File { path: PathBuf, inode: usize },
    Folder { path: PathBuf },
    Rename { from: PathBuf, to: PathBuf },
    Unlink { path: PathBuf },
}

/// What a path names.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Node {
    File(usize),
    Folder,
}

type Tree = BTreeMap<PathBuf, Node>;

/// The disk under one folder.
#[derive(Debug, Clone)]
pub(crate) struct Disk {
    root: PathBuf,
    inodes: Vec<Inode>,
    tree: Tree,
    lasting: Tree,
    /// Changes of names since they last lasted.
    names: Vec<Naming>,
    open: BTreeMap<i64, (PathBuf, Option<usize>, usize)>,
}

impl Disk {
    /// The disk as a folder is now, everything synced.
    pub(crate) fn of(root: &Path) -> Disk {
        let mut disk = Disk {
            root: root.to_owned(),
            inodes: Vec::new(),
            tree: Tree::new(),
            lasting: Tree::new(),
            names: Vec::new(),
            open: BTreeMap::new(),
        };
        disk.read(root);
        disk.lasting = disk.tree.clone();
        disk
    }

    fn read(&mut self, folder: &Path) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                self.tree.insert(path.clone(), Node::Folder);
                self.read(&path);
            } else {
                self.inodes.push(Inode { synced: fs::read(&path).unwrap(), since: Vec::new() });
                self.tree.insert(path, Node::File(self.inodes.len() - 1));
            }
        }
    }

    /// Takes a call in. What is not under the folder is not of this disk.
    pub(crate) fn take(&mut self, call: &Call) {
        match call {
            Call::Open { path, fd, create, truncate } => self.opened(path, *fd, *create, *truncate),
            Call::Close { fd } => drop(self.open.remove(fd)),
            Call::Seek { fd, at } => self.move_to(*fd, |_| usize::try_from(*at).unwrap()),
            Call::Read { fd, bytes } => self.move_to(*fd, |was| was + usize::try_from(*bytes).unwrap()),
            Call::Write { fd, at, bytes } => {
                let given = at.map(|at| usize::try_from(at).unwrap());
                let Some((_, Some(inode), current)) = self.open.get(fd).cloned() else { return };
                let place = given.unwrap_or(current);
                self.inodes[inode].since.push(Change::Write { at: place, bytes: bytes.clone() });
                if given.is_none() {
                    self.move_to(*fd, |was| was + bytes.len());
                }
            }
            Call::Copy { from, to, bytes } => self.copied(*from, *to, usize::try_from(*bytes).unwrap()),
            Call::Truncate { fd, size } => {
                if let Some((_, Some(inode), _)) = self.open.get(fd) {
                    self.inodes[*inode].since.push(Change::Cut { size: usize::try_from(*size).unwrap() });
                }
            }
            Call::Sync { fd } => self.synced(*fd),
            Call::Rename { from, to } if from.starts_with(&self.root) => {
                self.name(Naming::Rename { from: from.clone(), to: to.clone() });
            }
            Call::Unlink { path } | Call::Rmdir { path } => {
                let whole = self.whole(path);
                if self.tree.contains_key(&whole) {
                    self.name(Naming::Unlink { path: whole });
                }
            }
            Call::Mkdir { path } if path.starts_with(&self.root) => {
                self.name(Naming::Folder { path: path.clone() });
            }
            Call::Rename { .. } | Call::Mkdir { .. } => {}
        }
    }

    /// A path as it was named: removing a folder goes through names relative to it, which only its last part tells.
    fn whole(&self, path: &Path) -> PathBuf {
        if path.is_absolute() {
            return path.to_owned();
        }
        let ending = |known: &&PathBuf| {
            known.ends_with(path) && self.open.values().any(|(p, _, _)| Some(p.as_path()) == known.parent())
        };
        self.tree.keys().find(ending).cloned().unwrap_or_else(|| path.to_owned())
    }

    fn opened(&mut self, path: &Path, fd: i64, create: bool, truncate: bool) {
        self.open.remove(&fd);
        let path = self.whole(path);
        if !path.starts_with(&self.root) {
            return;
        }
        if create && !self.tree.contains_key(&path) {
            self.inodes.push(Inode::default());
            self.name(Naming::File { path: path.clone(), inode: self.inodes.len() - 1 });
        }
        let inode = match self.tree.get(&path) {
            Some(Node::File(inode)) => Some(*inode),
            _ => None,
        };
        if let (true, Some(inode)) = (truncate, inode) {
            self.inodes[inode].since.push(Change::Cut { size: 0 });
        }
        self.open.insert(fd, (path, inode, 0));
    }

    fn move_to(&mut self, fd: i64, place: impl FnOnce(usize) -> usize) {
        if let Some(open) = self.open.get_mut(&fd) {
            open.2 = place(open.2);
        }
    }

    fn copied(&mut self, from: i64, to: i64, count: usize) {
        let Some((_, Some(source), at)) = self.open.get(&from).cloned() else { return };
        let bytes = self.inodes[source].now()[at..at + count].to_vec();
        self.move_to(from, |was| was + count);
        self.take(&Call::Write { fd: to, at: None, bytes });
    }

    fn name(&mut self, naming: Naming) {
        naming.apply(&mut self.tree);
        self.names.push(naming);
    }

    fn synced(&mut self, fd: i64) {
        let Some((_, inode, _)) = self.open.get(&fd) else { return };
        let last = match inode {
            None => self.names.len(),
            Some(inode) => {
                let (inode, made) =
                    (*inode, |n: &Naming| matches!(n, Naming::File { inode: i, .. } if i == inode));
                let changes = std::mem::take(&mut self.inodes[inode].since);
                changes.iter().for_each(|c| c.apply(&mut self.inodes[inode].synced));
                self.names.iter().rposition(made).map_or(0, |n| n + 1)
            }
        };
        self.names.drain(..last).for_each(|n| n.apply(&mut self.lasting));
    }

    /// What the disk holds after the power is lost now, written into a folder in the place of its own.
    pub(crate) fn lose_power(&self, to: &Path, chance: &mut Chance) {
        let mut tree = self.lasting.clone();
        let survive = chance.under(self.names.len() + 1);
        self.names.iter().take(survive).for_each(|n| n.apply(&mut tree));
        // Some losses take everything that was in flight, some nothing, most a part of it.
        let mood = chance.under(4);
        for (path, node) in &tree {
            let there = to.join(path.strip_prefix(&self.root).unwrap());
            match node {
                Node::Folder => fs::create_dir_all(&there).unwrap(),
                Node::File(inode) => {
                    fs::create_dir_all(there.parent().unwrap()).unwrap();
                    fs::write(&there, self.inodes[*inode].after(mood, chance)).unwrap();
                }
            }
        }
    }

    /// Everything in flight reaches the disk: what a folder looks like when nothing was lost.
    pub(crate) fn let_through(&self, to: &Path) {
        for (path, node) in &self.tree {
            let there = to.join(path.strip_prefix(&self.root).unwrap());
            match node {
                Node::Folder => fs::create_dir_all(&there).unwrap(),
                Node::File(inode) => {
                    fs::create_dir_all(there.parent().unwrap()).unwrap();
                    fs::write(&there, self.inodes[*inode].now()).unwrap();
                }
            }
        }
    }

    /// Calls in flight: bytes and names that a loss of power may take.
    pub(crate) fn in_flight(&self) -> usize {
        self.names.len() + self.inodes.iter().map(|i| i.since.len()).sum::<usize>()
    }
}

impl Naming {
    fn apply(&self, tree: &mut Tree) {
        match self {
            Naming::File { path, inode } => drop(tree.insert(path.clone(), Node::File(*inode))),
            Naming::Folder { path } => drop(tree.insert(path.clone(), Node::Folder)),
            Naming::Unlink { path } => drop(tree.remove(path)),
            Naming::Rename { from, to } => {
                let moved: Vec<PathBuf> = tree.keys().filter(|p| p.starts_with(from)).cloned().collect();
                for path in moved {
                    let rest = path.strip_prefix(from).unwrap();
                    let there = if rest.as_os_str().is_empty() { to.clone() } else { to.join(rest) };
                    let node = tree.remove(&path).unwrap();
                    tree.insert(there, node);
                }
            }
        }
    }
}

impl Change {
    fn apply(&self, bytes: &mut Vec<u8>) {
        match self {
            Change::Cut { size } => bytes.resize(*size, 0),
            Change::Write { at, bytes: new } => {
                if bytes.len() < at + new.len() {
                    bytes.resize(at + new.len(), 0);
                }
                bytes[*at..at + new.len()].copy_from_slice(new);
            }
        }
    }

    /// As it may reach the disk: sectors of it, each for itself.
    fn torn(&self, bytes: &mut Vec<u8>, chance: &mut Chance) {
        let Change::Write { at, bytes: new } = self else { return self.apply(bytes) };
        for (n, sector) in new.chunks(SECTOR).enumerate() {
            if chance.under(2) == 0 {
                Change::Write { at: at + n * SECTOR, bytes: sector.to_vec() }.apply(bytes);
            }
        }
    }
}

impl Inode {
    /// Its bytes as the program sees them.
    fn now(&self) -> Vec<u8> {
        let mut bytes = self.synced.clone();
        self.since.iter().for_each(|c| c.apply(&mut bytes));
        bytes
    }

    /// Its bytes after a loss of power.
    fn after(&self, mood: usize, chance: &mut Chance) -> Vec<u8> {
        let mut bytes = self.synced.clone();
        for change in &self.since {
            match (mood, chance.under(3)) {
                (0, _) | (2 | 3, 0) => {}
                (1, _) | (2, 1) => change.apply(&mut bytes),
                _ => change.torn(&mut bytes, chance),
            }
        }
        bytes
    }
}
