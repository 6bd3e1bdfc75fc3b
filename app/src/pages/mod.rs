//! The pages. Each takes what the server has loaded and returns a whole document.

mod business_fields;
pub mod checkout;
pub mod dashboard;
mod front;
mod gallery;
mod invoice;
mod mailbox;
mod mails;
mod onboarding;
mod purchases;
mod sign_in;
mod subscriptions;
mod told;

pub use self::front::FrontPage;
pub use self::gallery::GalleryPage;
pub use self::invoice::buyer_form;
pub use self::mailbox::{MailPage, MailboxPage};
pub use self::mails::{MailExample, MailsPage};
pub use self::onboarding::OnboardingPage;
pub use self::purchases::PurchasesPage;
pub use self::sign_in::{BadLinkPage, ConfirmPage, SentPage, SignInPage};
pub use self::subscriptions::{CardForm, ChangeCardPage, EndSubscriptionPage};
pub use self::told::{Told, ToldPage};
