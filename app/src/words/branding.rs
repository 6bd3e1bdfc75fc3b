//! How the business looks to buyers.

use super::room;

room! {
    Branding {
        title: "Your look", "Cum arăți";
        intro:
            "On the pay page, on receipts and in mails to buyers.",
            "Pe pagina de plată, pe chitanțe și în e-mailurile către cumpărători.";
        logo: "Logo", "Logo";
        logo_hint:
            "PNG, JPEG or WebP, 512 kB and 4000 pixels a side at most. It is kept 256 pixels wide.",
            "PNG, JPEG sau WebP, cel mult 512 kB și 4000 de pixeli pe latură. Îl păstrăm la 256 de pixeli.";
        logo_now: "Your logo now", "Logoul tău de acum";
        remove_logo: "Remove the logo", "Scoate logoul";
        accent: "Accent colour", "Culoarea de accent";
        accent_hint:
            "Six digits such as #a03060. Leave it empty to use ours.",
            "Șase cifre, cum ar fi #a03060. Las-o goală ca să folosești culoarea noastră.";
        pick: "Pick a colour", "Alege o culoare";
        preview: "Preview", "Previzualizare";
        preview_intro: "As saved, in both themes.", "Cum este salvat, în ambele teme.";
        light: "Light", "Luminoasă";
        dark: "Dark", "Întunecată";
        moved:
            "{}: {} becomes {}, so that text on it can be read.",
            "{}: {} devine {}, ca textul de pe ea să se poată citi.";
        pairs: "Colours and their contrast", "Culori și contrastul lor";
        on_button: "Text on a button", "Text pe buton";
        as_text: "Links", "Linkuri";
        as_line: "Lines", "Linii";
    }
}
