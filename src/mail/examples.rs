//! Every mail with believable contents: the gallery of sandbox mode shows them, and tests read them.

use super::{Accent, LeadMail, Mail, ReceiptMail, SaleMail, SignInMail, Sum, Sums, ThanksMail, WelcomeMail};
use crate::clock::Timestamp;
use crate::error::Result;
use crate::format;
use crate::language::Language;
use crate::money::{Currency, Money};
use crate::pricing::{Basket, Discount, FeeModel, Item, Off, Order, Tax};

/// 19 November 2026, 14:32 UTC.
const PAID_AT: Timestamp = Timestamp(1_795_098_720_000);
const BUYER: &str = "elena.popescu@example.com";
const MERCHANT: &str = "ioana@example.com";
/// As long as names may be, and as foreign.
const LONG_MERCHANT: &str =
    "Atelierul de fotografie de produs și portret al Ioanei Marin și al prietenilor ei";
const LONG_TITLE: &str = "Curs intensiv de fotografie de produs pentru magazine online, \
    cu lumină naturală, retuș, export și o lună de întrebări";
const LONG_NAME: &str =
    "María de los Ángeles Fernández-Montenegro y Rodríguez de la Vega 👩🏽‍🎨 نور الهدى عبد الرحمن";
const LONG_EMAIL: &str =
    "maria.de.los.angeles.fernandez.montenegro.y.rodriguez.de.la.vega@fotografie.example.com";

/// One example.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Example {
    /// The link that signs somebody in.
    SignIn,
    /// The first mail to a new merchant.
    Welcome,
    /// The buyer's receipt.
    Receipt,
    /// A receipt of which little is known.
    ReceiptBare,
    /// A receipt with the longest names.
    ReceiptLong,
    /// The news of a sale.
    Sale,
    /// The news of a sale with the longest names.
    SaleLong,
    /// Thanks for taking something free.
    Thanks,
    /// The news of a lead.
    Lead,
}

impl Example {
    /// Every example.
    pub const ALL: [Self; 9] = [
        Self::SignIn,
        Self::Welcome,
        Self::Receipt,
        Self::ReceiptBare,
        Self::ReceiptLong,
        Self::Sale,
        Self::SaleLong,
        Self::Thanks,
        Self::Lead,
    ];

    /// Its name in addresses.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::SignIn => "sign-in",
            Self::Welcome => "welcome",
            Self::Receipt => "receipt",
            Self::ReceiptBare => "receipt-bare",
            Self::ReceiptLong => "receipt-long",
            Self::Sale => "sale",
            Self::SaleLong => "sale-long",
            Self::Thanks => "thanks",
            Self::Lead => "lead",
        }
    }

    /// The example of this name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|example| example.name() == name)
    }

    /// The mail itself; `origin` is where its links lead.
    ///
    /// # Errors
    /// Internal, when a template cannot be filled.
    pub fn mail(self, language: Language, origin: &str) -> Result<Mail> {
        match self {
            Self::SignIn => {
                let token = "7hU2k9-example-3fVqPz0mXc8LrT5wYbN1aE6sJdGiKo4";
                SignInMail { link: format!("{origin}/sign-in/confirm?token={token}"), minutes: 10 }
                    .render(MERCHANT, language)
            }
            Self::Welcome => WelcomeMail {
                merchant_name: "Atelier Lumina".into(),
                dashboard_url: format!("{origin}/dashboard"),
            }
            .render(MERCHANT, language),
            Self::Receipt => receipt(language, origin).render(BUYER, language),
            Self::ReceiptBare => ReceiptMail {
                card: None,
                buyer_name: None,
                thank_you_message: None,
                ..receipt(language, origin)
            }
            .render(BUYER, language),
            Self::ReceiptLong => ReceiptMail {
                merchant_name: LONG_MERCHANT.into(),
                merchant_email: Some(LONG_EMAIL.into()),
                title: LONG_TITLE.into(),
                amount: sum(99_999_999, language),
                sums: long_order().and_then(|order| Sums::of(&order, language)),
                buyer_name: Some(LONG_NAME.into()),
                thank_you_message: Some(
                    "Mulțumesc din suflet.\nהתמונות יגיעו תוך יומיים.\nWrite to me whenever you need more light. 💡"
                        .into(),
                ),
                files: vec!["Lecția 1 – lumină naturală și umbre moi.pdf".into(), "materiale.zip".into()],
                ..receipt(language, origin)
            }
            .render(LONG_EMAIL, language),
            Self::Thanks => thanks(language, origin).render(BUYER, language),
            Self::Lead => LeadMail {
                title: "Ghid de lumină".into(),
                at: format::full_moment(PAID_AT, language),
                name: Some("Elena Popescu".into()),
                email: Some(BUYER.into()),
                phone: Some("+40712345678".into()),
                link_url: format!("{origin}/dashboard/links/example"),
            }
            .render(MERCHANT, language),
            Self::Sale => sale(language, origin).render(MERCHANT, language),
            Self::SaleLong => SaleMail {
                title: LONG_TITLE.into(),
                amount: sum(99_999_999, language),
                platform_fee: sum(4_000_000, language),
                net: sum(95_999_999, language),
                buyer_name: Some(LONG_NAME.into()),
                buyer_email: Some(LONG_EMAIL.into()),
                ..sale(language, origin)
            }
            .render(MERCHANT, language),
        }
    }
}

/// Several things with a discount, both kinds of tax and a fee that the buyer pays.
fn long_order() -> Option<Order> {
    let item = |title: &str, unit_minor, quantity, inclusive| Item {
        tax: Some(Tax { bps: 2100, inclusive }),
        quantity,
        ..Item::one(title, unit_minor)
    };
    let basket = Basket {
        currency: Currency::Ron,
        items: vec![item(LONG_TITLE, 20_000_000, 3, true), item("Retuș", 19_990, 12, false)],
        discount: Some(Discount { name: "TOAMNA".into(), off: Off::Percent(2000), only: None }),
        fee_bps: 400,
        fee_model: FeeModel::Buyer,
    };
    basket.order().ok()
}

fn sum(minor: i64, language: Language) -> Sum {
    Sum::new(Money::new(minor, Currency::Ron), language)
}

fn receipt(language: Language, origin: &str) -> ReceiptMail {
    let thanks = match language {
        Language::En => "The course is yours. Lesson one waits in your inbox tomorrow morning.",
        Language::Ro => "Cursul este al tău. Prima lecție te așteaptă mâine dimineață pe e-mail.",
    };
    ReceiptMail {
        merchant_name: "Atelier Lumina".into(),
        logo: None,
        accent: Accent::OURS,
        merchant_email: Some(MERCHANT.into()),
        title: "Fotografie de produs".into(),
        amount: sum(14_900, language),
        sums: None,
        paid_at: format::full_moment(PAID_AT, language),
        card: format::card(Some("visa"), Some("4242")),
        receipt_number: "PL-0B1C94E2D7A6".into(),
        buyer_name: Some("Elena Popescu".into()),
        thank_you_message: Some(thanks.into()),
        receipt_url: Some(format!("{origin}/p/fotografie-de-produs/receipt/example")),
        files: Vec::new(),
        purchases_url: format!("{origin}/purchases"),
    }
}

fn thanks(language: Language, origin: &str) -> ThanksMail {
    let words = match language {
        Language::En => "The guide has twelve pages. Begin with page three.",
        Language::Ro => "Ghidul are douăsprezece pagini. Începe cu pagina trei.",
    };
    ThanksMail {
        merchant_name: "Atelier Lumina".into(),
        logo: None,
        accent: Accent::OURS,
        merchant_email: MERCHANT.into(),
        title: "Ghid de lumină".into(),
        name: Some("Elena Popescu".into()),
        thank_you_message: Some(words.into()),
        files: vec![("Ghid de lumină.pdf".into(), format!("{origin}/p/ghid-de-lumina/claimed/example"))],
        purchases_url: format!("{origin}/purchases"),
        url: format!("{origin}/p/ghid-de-lumina/thanks"),
    }
}

fn sale(language: Language, origin: &str) -> SaleMail {
    SaleMail {
        title: "Fotografie de produs".into(),
        amount: sum(14_900, language),
        platform_fee: sum(596, language),
        net: sum(14_304, language),
        paid_at: format::full_moment(PAID_AT, language),
        buyer_name: Some("Elena Popescu".into()),
        buyer_email: Some(BUYER.into()),
        card: format::card(Some("visa"), Some("4242")),
        payment_url: format!("{origin}/dashboard/payments/example"),
    }
}
