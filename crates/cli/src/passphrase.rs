//! Passphrases: from the terminal, a file or a file descriptor, never an argument.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;

use app::SecretString;

use crate::PassphraseArgs;

/// Reads the passphrase, or says why not.
pub(crate) fn read(args: &PassphraseArgs) -> Result<SecretString, String> {
    let path = match (args.passphrase_fd, &args.passphrase_file) {
        (Some(fd), _) => PathBuf::from(format!("/dev/fd/{fd}")),
        (None, Some(path)) => path.clone(),
        (None, None) => {
            let typed = rpassword::prompt_password("口令 passphrase: ").map_err(|e| e.to_string())?;
            return Ok(SecretString::from(typed));
        }
    };
    let file = File::open(&path).map_err(|e| format!("{}: {e}", path.display()))?;
    let mut first = String::new();
    BufReader::new(file).read_line(&mut first).map_err(|e| format!("{}: {e}", path.display()))?;
    Ok(SecretString::from(first.trim_end_matches(['\r', '\n']).to_owned()))
}
