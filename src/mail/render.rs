//! Fills the templates: one set of subject, text and HTML for each mail and language.

use askama::Template;

use super::Mail;
use super::claims::{LeadMail, ThanksMail};
use super::letters::{Accent, Coloured as _, ReceiptMail, SaleMail, SignInMail, WelcomeMail};
use super::subscriptions::{SubscribedMail, SubscriberMail};
use crate::error::{Error, Result};
use crate::language::Language;

macro_rules! letter {
    ($letter:ident, $reply_to:expr,
     $en_subject:tt $en_text:tt $en_html:tt, $ro_subject:tt $ro_text:tt $ro_html:tt) => {
        impl $letter {
            /// The mail to `to` in `language`.
            ///
            /// # Errors
            /// Internal, when a template cannot be filled.
            pub fn render(&self, to: &str, language: Language) -> Result<Mail> {
                #[derive(Template)]
                #[template(path = $en_subject)]
                #[allow(dead_code, reason = "a fixed subject reads nothing of its letter")]
                struct EnSubject<'m> {
                    mail: &'m $letter,
                }
                #[derive(Template)]
                #[template(path = $en_text)]
                struct EnText<'m> {
                    mail: &'m $letter,
                }
                #[derive(Template)]
                #[template(path = $en_html)]
                struct EnHtml<'m> {
                    mail: &'m $letter,
                    accent: Accent,
                }
                #[derive(Template)]
                #[template(path = $ro_subject)]
                #[allow(dead_code, reason = "a fixed subject reads nothing of its letter")]
                struct RoSubject<'m> {
                    mail: &'m $letter,
                }
                #[derive(Template)]
                #[template(path = $ro_text)]
                struct RoText<'m> {
                    mail: &'m $letter,
                }
                #[derive(Template)]
                #[template(path = $ro_html)]
                struct RoHtml<'m> {
                    mail: &'m $letter,
                    accent: Accent,
                }

                let (mail, accent) = (self, self.accent());
                let (subject, text, html) = match language {
                    Language::En => (
                        EnSubject { mail }.render(),
                        EnText { mail }.render(),
                        EnHtml { mail, accent }.render(),
                    ),
                    Language::Ro => (
                        RoSubject { mail }.render(),
                        RoText { mail }.render(),
                        RoHtml { mail, accent }.render(),
                    ),
                };
                let reply_to: fn(&Self) -> Option<String> = $reply_to;
                Ok(Mail {
                    to: to.to_owned(),
                    reply_to: reply_to(self),
                    subject: subject.map_err(Error::internal)?.trim_end().to_owned(),
                    text: text.map_err(Error::internal)?,
                    html: html.map_err(Error::internal)?,
                })
            }
        }
    };
}

letter!(SignInMail, |_| None,
    "sign_in/en/subject.txt" "sign_in/en/body.txt" "sign_in/en/body.html",
    "sign_in/ro/subject.txt" "sign_in/ro/body.txt" "sign_in/ro/body.html");
letter!(WelcomeMail, |_| None,
    "welcome/en/subject.txt" "welcome/en/body.txt" "welcome/en/body.html",
    "welcome/ro/subject.txt" "welcome/ro/body.txt" "welcome/ro/body.html");
letter!(ReceiptMail, |mail| mail.merchant_email.clone(),
    "receipt/en/subject.txt" "receipt/en/body.txt" "receipt/en/body.html",
    "receipt/ro/subject.txt" "receipt/ro/body.txt" "receipt/ro/body.html");
letter!(ThanksMail, |mail| Some(mail.merchant_email.clone()),
    "thanks/en/subject.txt" "thanks/en/body.txt" "thanks/en/body.html",
    "thanks/ro/subject.txt" "thanks/ro/body.txt" "thanks/ro/body.html");
letter!(LeadMail, |mail| mail.email.clone(),
    "lead/en/subject.txt" "lead/en/body.txt" "lead/en/body.html",
    "lead/ro/subject.txt" "lead/ro/body.txt" "lead/ro/body.html");
letter!(SaleMail, |mail| mail.buyer_email.clone(),
    "sale/en/subject.txt" "sale/en/body.txt" "sale/en/body.html",
    "sale/ro/subject.txt" "sale/ro/body.txt" "sale/ro/body.html");
letter!(SubscribedMail, |mail| Some(mail.merchant_email.clone()),
    "subscribed/en/subject.txt" "subscribed/en/body.txt" "subscribed/en/body.html",
    "subscribed/ro/subject.txt" "subscribed/ro/body.txt" "subscribed/ro/body.html");
letter!(SubscriberMail, |mail| Some(mail.buyer_email.clone()),
    "subscriber/en/subject.txt" "subscriber/en/body.txt" "subscriber/en/body.html",
    "subscriber/ro/subject.txt" "subscriber/ro/body.txt" "subscriber/ro/body.html");
