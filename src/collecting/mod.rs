//! What a link asks beyond contact and address: fields of its own, a company with its tax id, where to send things,
//! terms to accept. The link says what is asked, the answers are checked here and kept as JSON.

mod answers;
mod asked;
mod cells;
mod cui;

pub use self::answers::{Answered, Answers, Company, CompanyTold, Told, Utm, answer};
pub use self::asked::{
    CUSTOM_FIELDS, Collecting, CollectingChange, CompanyAsked, CustomField, FieldKind, OPTIONS, TermsAsked,
};
pub(crate) use self::cells::cells;
