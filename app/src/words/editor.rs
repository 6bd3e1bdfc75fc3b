//! The form of a link, and the preview beside it.

use super::room;

room! {
    Editor {
        new_title: "New link", "Link nou";
        what: "What you sell", "Ce vinzi";
        what_intro: "Shown first, before the form.", "Se vede întâi, înaintea formularului.";
        name: "Title", "Titlu";
        description: "Description", "Descriere";
        address: "Address", "Adresă";
        address_hint:
            "Small letters, digits and hyphens. Left empty, it is made from the title.",
            "Litere mici, cifre și cratime. Dacă o lași goală, o facem din titlu.";
        address_free: "This address is free.", "Adresa este liberă.";
        page_language: "Language of its pages", "Limba paginilor lui";
        page_language_hint:
            "Buyers may still choose another one.",
            "Cumpărătorii pot alege totuși alta.";
        buyers_own: "As the buyer’s browser says", "Cum cere browserul cumpărătorului";
        price: "Price", "Preț";
        amount: "Amount", "Suma";
        amount_hint:
            "What the buyer pays, or the least when they choose.",
            "Cât plătește cumpărătorul, sau măcar cât când alege singur.";
        price_type: "Kind of price", "Felul prețului";
        fixed: "Fixed price", "Preț fix";
        open: "Buyer chooses", "Alege cumpărătorul";
        free: "Free", "Gratuit";
        free_intro:
            "Nobody pays. Whoever leaves an e-mail gets it and is kept as a lead; Stripe is not needed.",
            "Nu plătește nimeni. Cine lasă un e-mail îl primește și rămâne între contacte; nu ai nevoie de Stripe.";
        open_intro:
            "Left empty, the least is the smallest amount that cards take.",
            "Dacă lași suma goală, cel puțin este cea mai mică sumă pe care o primesc cardurile.";
        suggested: "Suggested amounts", "Sume propuse";
        suggested_hint:
            "Up to three; the first is filled in.",
            "Cel mult trei; prima este completată.";
        suggestion: "Suggestion {}", "Propunerea {}";
        most: "At most", "Cel mult";
        quantity: "Buyers choose how many they take", "Cumpărătorii aleg câte bucăți iau";
        quantity_hint: "What stands above is the price of one.", "Ce scrie mai sus este prețul uneia.";
        tax_rate: "Tax rate in percent", "Cota TVA în procente";
        tax_rate_hint: "Left empty, no tax is shown. Which rate is right, your accountant knows.", "Dacă lași gol, nu apare TVA. Ce cotă se potrivește știe contabilul tău.";
        tax_kind: "Where the tax is", "Unde este TVA-ul";
        tax_inside: "In the price", "În preț";
        tax_on_top: "On top of it", "Peste preț";
        fee_payer: "Who pays the platform fee", "Cine plătește comisionul platformei";
        fee_mine: "I do", "Eu";
        fee_buyers: "The buyer", "Cumpărătorul";
        fee_hint: "The buyer sees the fee before paying.", "Cumpărătorul vede comisionul înainte să plătească.";
        receives_more:
            "The buyer pays {}; you receive about {} after {} platform fee. Stripe’s own fee comes off too.",
            "Cumpărătorul plătește {}; primești cam {} după comisionul platformei de {}. Se scade și comisionul Stripe.";
        most_pieces: "The most at once", "Cel mult o dată";
        currency: "Currency", "Moneda";
        receives:
            "Of {} you receive about {} after {} platform fee. Stripe’s own fee comes off too.",
            "Din {} primești cam {} după comisionul platformei de {}. Se scade și comisionul Stripe.";
        ask: "What to ask the buyer", "Ce îl întrebi pe cumpărător";
        ask_intro:
            "Every question costs a few buyers. Ask what you need.",
            "Fiecare întrebare te costă câțiva cumpărători. Întreabă doar ce îți trebuie.";
        ask_email: "E-mail", "E-mail";
        ask_email_hint: "The receipt goes there.", "Acolo ajunge chitanța.";
        ask_name: "Full name", "Nume și prenume";
        ask_phone: "Phone", "Telefon";
        ask_address: "Address", "Adresă";
        after: "After the payment", "După plată";
        thank_you: "Thank-you message", "Mesaj de mulțumire";
        thank_you_hint: "Shown with the receipt.", "Apare lângă chitanță.";
        success_url: "Your own thank-you page", "Pagina ta de mulțumire";
        success_hint:
            "An https address. Buyers go there instead of our receipt.",
            "O adresă https. Cumpărătorii ajung acolo în loc de chitanța noastră.";
        cancel_url: "Way back to your site", "Drumul înapoi spre site-ul tău";
        cancel_hint:
            "An https address, shown on the pay page.",
            "O adresă https, afișată pe pagina de plată.";
        create: "Create link", "Creează linkul";
        draft: "Not saved yet", "Încă nesalvat";
        preview: "Preview of the pay page", "Previzualizarea paginii de plată";
        update: "Update preview", "Actualizează previzualizarea";
        size: "Size of the preview", "Mărimea previzualizării";
        phone: "Phone", "Telefon";
        desktop: "Desktop", "Calculator";
        theme: "Theme of the preview", "Tema previzualizării";
        light: "Light", "Luminoasă";
        dark: "Dark", "Întunecată";
        language: "Language of the preview", "Limba previzualizării";
        in_romanian: "RO", "RO";
        in_english: "EN", "EN";
        untitled: "What you sell", "Ce vinzi";
        example:
            "This is what buyers see. Nothing can be paid here.",
            "Așa văd cumpărătorii. Aici nu se poate plăti nimic.";
    }
}
