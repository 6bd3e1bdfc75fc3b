//! What buyers see: the pay page and what became of their payment; and the pay page as merchants see it before.

mod card;
mod choice;
mod claim;
mod closed;
mod code;
mod data;
mod fields;
mod frame;
mod goods;
mod invoice;
mod more;
mod offer;
mod order;
mod outcome;
mod preview;
mod receipt;
mod recurring;

pub use self::claim::{ClaimPage, ThanksPage};
pub use self::closed::ClosedPage;
pub use self::code::TypedCode;
pub(super) use self::frame::Top;
pub use self::frame::{Seller, languages, path_in};
pub use self::invoice::InvoicePage;
pub use self::offer::{OfferPage, PayForm, Typed};
pub use self::order::{inside, parts};
pub use self::outcome::OutcomePage;
pub use self::preview::{OfferPreview, Told};
pub use self::receipt::ReceiptPage;
