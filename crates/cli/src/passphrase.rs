//! Passphrases: from the terminal, a file or a file descriptor, never an argument.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;

use app::tools::no_passphrase;
use app::{Refusal, SecretString};

use crate::PassphraseArgs;

/// Reads the passphrase, or says why not.
pub(crate) fn read(args: &PassphraseArgs) -> Result<SecretString, Refusal> {
    let path = match (args.passphrase_fd, &args.passphrase_file) {
        (Some(fd), _) => PathBuf::from(format!("/dev/fd/{fd}")),
        (None, Some(path)) => path.clone(),
        (None, None) => {
            let typed = rpassword::prompt_password("口令 passphrase: ")
                .map_err(|e| no_passphrase("终端", "terminal", &e))?;
            return Ok(SecretString::from(typed));
        }
    };
    let place = match args.passphrase_fd {
        Some(fd) => format!("--passphrase-fd {fd}"),
        None => format!("--passphrase-file {}", path.display()),
    };
    let refused = |e: std::io::Error| no_passphrase(&place, &place, &e);
    let file = File::open(&path).map_err(refused)?;
    let mut first = String::new();
    BufReader::new(file).read_line(&mut first).map_err(refused)?;
    Ok(SecretString::from(first.trim_end_matches(['\r', '\n']).to_owned()))
}
