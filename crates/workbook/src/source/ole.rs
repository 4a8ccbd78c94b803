//! The container of .xls, and of encrypted .xlsx: streams by name. The container is opened by the `cfb` crate.

use std::io::{Cursor, Read};

use super::ReadError;
use crate::error::Hazard;
use crate::limits;

/// What an OLE container holds.
pub(super) enum Held {
    /// A BIFF workbook.
    Workbook(Vec<u8>),
    /// An encrypted package of Office Open XML.
    Encrypted,
    /// Something else; the token names it.
    Other(&'static str),
}

/// Opens a container and takes the workbook out of it.
pub(super) fn open(bytes: &[u8]) -> Result<Held, ReadError> {
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(|_| Hazard::ContainerDamaged)?;
    if file.is_stream("/EncryptedPackage") {
        return Ok(Held::Encrypted);
    }
    for name in ["/Workbook", "/WORKBOOK", "/Book", "/BOOK"] {
        if !file.is_stream(name) {
            continue;
        }
        let stream = file.open_stream(name).map_err(|_| Hazard::ContainerDamaged)?;
        if stream.len() > limits::FILE_BYTES {
            return Err(Hazard::FileTooLarge.into());
        }
        // A directory may claim a length that its sectors do not have; the container's own size is the ceiling.
        let most = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        let mut contents = Vec::new();
        stream.take(most).read_to_end(&mut contents).map_err(|_| Hazard::ContainerDamaged)?;
        return Ok(Held::Workbook(contents));
    }
    for (name, what) in
        [("/WordDocument", "doc"), ("/PowerPoint Document", "ppt"), ("/EncryptionInfo", "ole")]
    {
        if file.exists(name) {
            return Ok(Held::Other(what));
        }
    }
    Ok(Held::Other("ole"))
}
