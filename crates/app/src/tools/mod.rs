//! Small computations that need no vault: rank a file of scores, how far its experts agree, the award for an R&D input, the
//! end of a period, a recorded draw drawn again.

mod draw;
mod fund;
mod inspect;
mod rank;
mod scores;
mod stats;
mod vault;
mod workdays;

pub(crate) use self::stats::{Asked, of_totals};
pub use self::vault::{VaultReport, no_passphrase, vault_backup, vault_backup_to, vault_check};
pub use draw::{DrawCall, DrawLine, DrawReport, draw_check};
pub use fund::{FundReport, fund};
pub use inspect::{
    InspectBook, InspectComment, InspectError, InspectFinding, InspectReport, InspectRow, InspectSheet,
    InspectTable, inspect, inspect_in, send_back,
};
pub use rank::{Dropped, RankItem, RankReport, RankRule, rank, rank_file};
pub use scores::Columns;
pub use stats::{
    AlphaFigures, CategoryCounts, Cut, ExpertLevel, IccFigures, ItemRanks, ItemSpread, ItemSure, LeftOut,
    Levels, Line, Said, ScoreOf, StatsReport, Sure, stats, stats_file,
};
pub use workdays::workdays;
