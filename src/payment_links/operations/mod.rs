//! Operations on payment links.

mod archive;
mod change;
mod create;
mod files;
mod public;
mod qr;
mod quote;
mod read;
mod story;
mod switch;

pub use self::archive::{ArchivePayLink, PayLinksArchived, RestorePayLink, SetPayLinksArchived};
pub use self::change::{DeletePayLink, TogglePayLink, UpdatePayLink};
pub use self::create::{CreatePayLink, DuplicatePayLink};
pub use self::files::{AddPayLinkFiles, RemovePayLinkFile};
pub use self::public::{
    GetPublicPayLink, ListPublicPayLinks, PublicPayLink, PublicSlug, PublicSlugs, public_slugs,
};
pub use self::qr::{GetPayLinkQr, PayLinkQr, QrFormat};
pub use self::quote::{PayLinkQuote, QuotePayLink};
pub use self::read::{GetPayLink, LinkStatus, ListPayLinks};
pub use self::story::{GetPayLinkStory, PayLinkStory};
pub use self::switch::{PayLinksActive, SetPayLinksActive};
