//! Every sentence that pages show, one file per room, each sentence in both languages on the same line. A
//! sentence that one language lacks does not compile. `{}` marks the places that [`fill`] fills, in order.

mod countries;
mod errors;
mod requirements;
mod zones;

// The rooms.
mod branding;
mod checkout;
mod checkout_settings;
mod codes;
mod collecting;
mod connect;
mod developers;
mod drafts;
mod editor;
mod files;
mod front;
mod home;
mod invoices;
mod keys;
mod leads;
mod link;
mod links;
mod mailbox;
mod mails;
mod moments;
mod nav;
mod onboarding;
mod order;
mod outcome;
mod payment;
mod payments;
mod purchases;
mod search;
mod selling;
mod sessions;
mod settings;
mod share;
mod shared;
mod sign_in;
mod status;
mod story;
mod subscription;
mod told;
mod webhooks;

use paylinks::language::Language;

pub use self::countries::{COUNTRIES, country};
pub use self::drafts::note;
pub use self::errors::sentence;
pub use self::requirements::requirement;
pub use self::zones::city;

/// One room: its type, and its words as `name: "English", "Romanian";`.
macro_rules! room {
    ($(#[$doc:meta])* $Room:ident { $($word:ident: $en:literal, $ro:literal;)* }) => {
        $(#[$doc])*
        #[derive(Debug)]
        #[allow(missing_docs, clippy::struct_field_names, reason = "each word is its own explanation")]
        pub struct $Room {
            $(pub $word: &'static str,)*
        }

        impl $Room {
            pub(super) const EN: Self = Self { $($word: $en,)* };
            pub(super) const RO: Self = Self { $($word: $ro,)* };

            pub(super) fn all(&self) -> Vec<(&'static str, &'static str)> {
                vec![$((stringify!($word), self.$word)),*]
            }
        }
    };
}
use room;

macro_rules! rooms {
    ($($(#[$doc:meta])* $room:ident: $Room:ident,)*) => {
        /// The words of one language.
        #[derive(Debug)]
        pub struct Words {
            $($(#[$doc])* pub $room: $room::$Room,)*
        }

        static EN: Words = Words { $($room: $room::$Room::EN,)* };
        static RO: Words = Words { $($room: $room::$Room::RO,)* };

        impl Words {
            /// Every sentence with its name.
            #[must_use]
            pub fn all(&self) -> Vec<(String, &'static str)> {
                let mut all = Vec::new();
                $(all.extend(self.$room.all().into_iter().map(|(word, text)| (format!("{}.{word}", stringify!($room)), text)));)*
                all
            }
        }
    };
}

rooms! {
    /// Words that many pages share.
    shared: Shared,
    /// The front page.
    front: Front,
    /// Sign-in.
    sign_in: SignIn,
    /// The first questions to a new merchant.
    onboarding: Onboarding,
    /// The dashboard's navigation.
    nav: Nav,
    /// The first page of the dashboard.
    home: Home,
    /// The list of links.
    links: Links,
    /// One link.
    link: Link,
    /// Who took what is free.
    leads: Leads,
    /// Sharing a link.
    share: Share,
    /// The form of a link.
    editor: Editor,
    /// When and how often a link sells.
    selling: Selling,
    /// Days and moments.
    moments: Moments,
    /// Drafting a link from a sentence.
    drafts: Drafts,
    /// Files that are sold.
    files: Files,
    /// What is paid again and again.
    subscription: Subscription,
    /// States of a payment.
    status: Status,
    /// The list of payments.
    payments: Payments,
    /// One payment.
    payment: Payment,
    /// Invoices.
    invoices: Invoices,
    /// What happened to a payment, in its timeline.
    story: Story,
    /// Settings of person and merchant.
    settings: Settings,
    /// How the business looks to buyers.
    branding: Branding,
    /// Connecting Stripe.
    connect: Connect,
    /// The list of sessions.
    sessions: Sessions,
    /// API keys.
    keys: Keys,
    /// What programs need.
    developers: Developers,
    /// How Stripe's news fare.
    webhooks: Webhooks,
    /// The pay page.
    checkout: Checkout,
    /// What an order is made of.
    order: OrderWords,
    /// Promotion codes.
    codes: Codes,
    /// What a link asks beyond contact and address.
    collecting: Collecting,
    /// How buyers pay, as the merchant decides.
    checkout_settings: CheckoutSettings,
    /// What became of a payment.
    outcome: Outcome,
    /// The buyer's own pages.
    purchases: Purchases,
    /// Pages that say why there is nothing to see.
    told: Told,
    /// Finding anything.
    search: Search,
    /// The local mailbox.
    mailbox: Mailbox,
    /// The gallery of mails.
    mails: Mails,
}

/// The words of a language.
#[must_use]
pub fn words(language: Language) -> &'static Words {
    match language {
        Language::En => &EN,
        Language::Ro => &RO,
    }
}

/// Puts `parts` into the places of `template`, in order.
#[must_use]
pub fn fill(template: &str, parts: &[&str]) -> String {
    let mut pieces = template.split("{}");
    let mut text = pieces.next().unwrap_or_default().to_owned();
    for (piece, part) in pieces.zip(parts.iter().copied().chain(std::iter::repeat(""))) {
        text.push_str(part);
        text.push_str(piece);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_have_the_same_places() {
        let english = words(Language::En).all();
        let romanian = words(Language::Ro).all();
        for ((name, en), (_, ro)) in english.iter().zip(&romanian) {
            assert!(!en.trim().is_empty() && !ro.trim().is_empty(), "{name}");
            assert_eq!(en.matches("{}").count(), ro.matches("{}").count(), "{name}");
        }
    }

    #[test]
    fn romanian_letters_have_commas_not_cedillas() {
        for (name, text) in words(Language::Ro).all() {
            assert!(!text.contains(['ş', 'ţ', 'Ş', 'Ţ']), "{name}: {text}");
        }
    }

    #[test]
    fn nothing_shouts_or_dashes() {
        for language in [Language::En, Language::Ro] {
            for (name, text) in words(language).all() {
                assert!(!text.contains(['!', '—', '–']), "{name}: {text}");
            }
        }
    }

    #[test]
    fn places_are_filled_in_order() {
        assert_eq!(fill("{} bought {}.", &["Ana", "Ceai {}"]), "Ana bought Ceai {}.");
        assert_eq!(fill("Pay {}", &[]), "Pay ");
    }
}
