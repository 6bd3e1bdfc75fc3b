//! The figures that merchants look at: the overview behind the first page of the dashboard, and the statistics
//! of one link. They read the books ([`crate::rollups`]), never history. Days are UTC.

mod attention;
mod checklist;
mod link_stats;
mod overview;
mod span;
mod store;
#[cfg(test)]
mod tests;

pub use self::attention::{Attention, AttentionCode, AttentionPage};
pub use self::checklist::{Checklist, ChecklistStep, DismissChecklist, Step};
pub use self::link_stats::{GetPayLinkStats, PayLinkStats};
pub use self::overview::{CurrencyFigures, GetOverview, Overview, Standing};
pub(crate) use self::span::conversion_bps;
pub use self::span::{Conversion, DayFigures, Figure, Figures, Period};
pub(crate) use self::store::sql::ALL as STATEMENTS;
