//! `lunzheng ledger`: the money of every project.

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use app::api::course::FundsLine;
use app::clock::SystemClock;
use app::{Office, Refusal};

use crate::out::{self, DONE};
use crate::{PassphraseArgs, passphrase};

/// `lunzheng ledger`
pub(crate) fn command(vault: &Path, args: &PassphraseArgs, json: bool) -> ExitCode {
    match book(vault, args) {
        Ok(book) if json => out::json(&book),
        Ok(book) => {
            print(&book);
            ExitCode::from(DONE)
        }
        Err(refusal) => out::refused(&refusal),
    }
}

fn book(vault: &Path, args: &PassphraseArgs) -> Result<Vec<FundsLine>, Refusal> {
    let secret = passphrase::read(args)?;
    let office = Office::open(vault, &secret, Arc::new(SystemClock))?;
    let book = office.funds_book()?;
    office.lock()?;
    Ok(book)
}

/// One line a project, 万元.
pub(crate) fn print(book: &[FundsLine]) {
    let unknown = |amount: &Option<String>| amount.clone().unwrap_or_else(|| "—".to_owned());
    out::line(
        "项目编号 · 批准 approved · 已拨 paid · 未拨 left · 已支出 spent · 应收回 recover · 已收回 refunded（万元）",
    );
    for line in book {
        out::line(&format!(
            "{}  {:>9} {:>9} {:>9} {:>9} {:>9} {:>9}  {}  {}",
            line.no,
            line.approved,
            unknown(&line.paid),
            unknown(&line.left),
            unknown(&line.spent),
            unknown(&line.recover),
            line.refunded,
            line.state,
            line.title
        ));
    }
}
