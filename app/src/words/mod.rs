//! Every sentence that pages show, once per language. A sentence that one language lacks does not compile.
//! `{}` marks the places that [`fill`] fills, in order.

mod countries;
mod en;
mod errors;
mod requirements;
mod ro;

use paylinks::language::Language;

pub use self::countries::{COUNTRIES, country};
pub use self::errors::sentence;
pub use self::requirements::requirement;

macro_rules! rooms {
    ($($(#[$doc:meta])* $room:ident: $Room:ident { $($word:ident)* })*) => {
        $(
            $(#[$doc])*
            #[derive(Debug)]
            pub struct $Room {
                $(#[doc = concat!("Words for `", stringify!($word), "`.")] pub $word: &'static str,)*
            }

            impl $Room {
                fn all(&self) -> Vec<(&'static str, &'static str)> {
                    vec![$((concat!(stringify!($room), ".", stringify!($word)), self.$word)),*]
                }
            }
        )*

        /// The words of one language.
        #[derive(Debug)]
        pub struct Words {
            $($(#[$doc])* pub $room: $Room,)*
        }

        impl Words {
            /// Every sentence with its name.
            #[must_use]
            pub fn all(&self) -> Vec<(&'static str, &'static str)> {
                [$(self.$room.all()),*].concat()
            }
        }
    };
}

rooms! {
    /// Words that many pages share.
    common: Common {
        skip optional save cancel copy copied copy_failed yes no none older newest sandbox sandbox_more mailbox
        check_fields saved sign_out english romanian choose main_menu actions with_paylinks
    }
    /// The front page.
    front: Front { title lead step_1 step_2 step_3 sign_in }
    /// Sign-in.
    sign_in: SignIn {
        title intro email submit new_here sent_title sent_intro sent_nothing ask_again sent_sandbox open_link
        confirm_title confirm_intro confirm_submit other_title other_intro other_submit bad_title
    }
    /// The first questions to a new merchant.
    onboarding: Onboarding { title intro name name_hint country country_hint currency currency_hint submit welcome }
    /// The dashboard's navigation.
    nav: Nav { links payments settings }
    /// The list of links.
    links: Links {
        title new empty_title empty_text link price status paid revenue created active inactive copy open edit
        disable enable delete delete_question delete_detail delete_submit keep not_connected connect
    }
    /// The form of a link.
    editor: Editor {
        new_title what name description address address_hint price amount amount_hint currency ask ask_intro
        ask_email ask_name ask_phone ask_address after thank_you thank_you_hint success_url success_hint
        cancel_url cancel_hint selling active active_hint create
    }
    /// States of a payment.
    status: Status { pending failed canceled completed refunded disputed }
    /// The list of payments.
    payments: Payments {
        title amount status buyer link date all empty_title empty_text empty_filtered show_all filter
    }
    /// One payment.
    payment: Payment {
        bought unknown_buyer money buyer_paid platform_fee net stripe_fee settled soon happened nothing facts
        buyer email phone address card link number at_stripe receipt why_failed by_buyer by_person by_key
        by_system by_stripe refunded paid_late
    }
    /// What happened to a payment, in its timeline.
    story: Story {
        started completed failed canceled refunded settled updated
    }
    /// Settings of person and merchant.
    settings: Settings {
        title profile payments sessions api you name language merchant merchant_name merchant_hint currency
        currency_hint email
    }
    /// Connecting Stripe.
    connect: Connect {
        intro connect resume open_stripe ready ready_text waiting waiting_text charges payouts details needs
        past_due due later deadline disabled refresh
    }
    /// The list of sessions.
    sessions: Sessions { intro this device last_seen since unknown revoke revoke_question revoke_detail keep }
    /// API keys.
    keys: Keys {
        intro name name_hint scopes read read_hint write write_hint money money_hint create empty_title
        empty_text key last_used never made revoke revoke_question revoke_detail keep revoked secret_title
        secret_intro key_id key_secret list
    }
    /// The pay page.
    checkout: Checkout {
        email email_hint name phone address line1 line2 city postal_code country total pay processing
        unavailable network required email_wrong reload noscript secure back_to language
    }
    /// What became of a payment.
    outcome: Outcome {
        paid_title paid_text sent_to receipt number paid card seller date processing_title processing_text
        check_again failed_title failed_text open_title open_text try_again back
    }
    /// Pages that say why there is nothing to see.
    told: Told {
        not_found not_found_text forbidden forbidden_text gone gone_text deleted deleted_text busy busy_text
        broken broken_text down down_text cannot_charge cannot_charge_text conflict home again
        wrong_form wrong_form_text
    }
    /// The local mailbox.
    mailbox: Mailbox { title intro empty_title empty_text to subject sent text html links back }
    /// The gallery of mails.
    mails: Mails { see title intro sign_in welcome receipt receipt_bare receipt_long sale sale_long alone text }
}

/// The words of a language.
#[must_use]
pub const fn words(language: Language) -> &'static Words {
    match language {
        Language::En => &en::WORDS,
        Language::Ro => &ro::WORDS,
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
