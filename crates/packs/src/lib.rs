//! The exchange format between laptops: frame, sign, encrypt, verify, stage.
