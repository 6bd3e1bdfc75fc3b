//! The gallery of mails.

use super::room;

room! {
    Mails {
        see: "See every kind of mail.", "Vezi fiecare fel de e-mail.";
        title: "Mails", "E-mailuri";
        intro:
            "Every mail that leaves here, in both languages, with invented contents. Nothing is sent.",
            "Fiecare e-mail care pleacă de aici, în ambele limbi, cu un conținut inventat. Nu se trimite nimic.";
        sign_in: "Sign-in link", "Link de conectare";
        welcome: "Welcome", "Bun venit";
        receipt: "Receipt", "Chitanță";
        receipt_bare: "Receipt of which little is known", "Chitanță despre care se știu puține";
        receipt_long: "Receipt with the longest names", "Chitanță cu cele mai lungi nume";
        sale: "News of a sale", "Vestea unei vânzări";
        sale_long: "News of a sale with the longest names", "Vestea unei vânzări cu cele mai lungi nume";
        alone: "Open alone", "Deschide separat";
        text: "As text", "Ca text";
        thanks: "Thanks for taking something free", "Mulțumiri pentru ceva gratuit";
        lead: "News of a lead", "Vestea unui contact";
    }
}
