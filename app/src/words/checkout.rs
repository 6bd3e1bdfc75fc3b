//! The pay page.

use super::room;

room! {
    Checkout {
        found: "{}. Pay by card to {}.", "{}. Plătește cu cardul către {}.";
        email: "E-mail", "E-mail";
        email_hint: "The receipt goes here.", "Aici trimitem chitanța.";
        name: "Full name", "Nume și prenume";
        phone: "Phone", "Telefon";
        address: "Address", "Adresă";
        line1: "Street and number", "Strada și numărul";
        line2: "Flat, floor", "Bloc, scară, apartament";
        city: "City", "Localitatea";
        postal_code: "Postal code", "Cod poștal";
        country: "Country", "Țara";
        free: "Free", "Gratuit";
        free_email_hint: "We send it here.", "Aici îl trimitem.";
        either_hint: "An e-mail or a phone number is enough.", "Ajunge e-mailul sau telefonul.";
        free_secure:
            "Only {} sees what you write here.",
            "Numai {} vede ce scrii aici.";
        claim: "Get it free", "Primește gratuit";
        claim_found: "{}. Free from {}.", "{}. Gratuit de la {}.";
        leave_empty: "Leave this empty", "Lasă gol";
        open: "You choose what you pay", "Tu alegi cât plătești";
        choose: "Amount", "Suma";
        choose_from: "From {}.", "De la {}.";
        choose_between: "From {} to {}.", "De la {} până la {}.";
        total: "Total", "Total de plată";
        pay: "Pay {}", "Plătește {}";
        processing: "Paying", "Se plătește";
        unavailable:
            "The card form cannot be loaded. Pay on Stripe’s page instead: press the button once more.",
            "Formularul de card nu se încarcă. Poți plăti pe pagina Stripe: mai apasă o dată butonul.";
        network:
            "We could not reach the server. You were not charged by this attempt. Try again.",
            "Nu am ajuns la server. Încercarea asta nu te-a costat nimic. Mai încearcă o dată.";
        required: "This is needed.", "Aici trebuie completat.";
        email_wrong:
            "This is not an e-mail address. Check for slips.",
            "Nu este o adresă de e-mail. Vezi dacă ai scris-o bine.";
        phone_wrong: "This is not a phone number.", "Nu este un număr de telefon.";
        all_held:
            "Somebody else is paying for the last one. Try again in some minutes.",
            "Altcineva tocmai îl plătește pe ultimul. Mai încearcă peste câteva minute.";
        reload: "Reload the page", "Reîncarcă pagina";
        noscript:
            "Subscribing by card needs JavaScript here. Turn it on for this page and reload it.",
            "Abonarea cu cardul are nevoie de JavaScript. Pornește-l pentru pagina asta și reîncarc-o.";
        unloaded:
            "The card form cannot be loaded. Check your connection and reload the page.",
            "Formularul de card nu se încarcă. Verifică legătura la internet și reîncarcă pagina.";
        next_page:
            "You enter your card on the next page, which is Stripe’s.",
            "Cardul îl introduci pe pagina următoare, care este a Stripe.";
        continue_to_pay: "Continue to payment", "Continuă spre plată";
        check: "Check the marked fields.", "Verifică câmpurile marcate.";
        kept:
            "You have not paid yet. What you typed is still here.",
            "Încă nu ai plătit. Ce ai scris este tot aici.";
        expired:
            "The time to pay was over. Nothing was charged, and what you typed is still here.",
            "Timpul de plată a trecut. Nu ți s-a luat nimic, iar ce ai scris este tot aici.";
        secure:
            "Paid encrypted through Stripe. {} never sees your card number.",
            "Plata trece criptat prin Stripe. {} nu vede numărul cardului.";
        back_to: "Back to {}", "Înapoi la {}";
        card_number: "Card number", "Numărul cardului";
        card_expiry: "MM / YY", "LL / AA";
        card_code: "CVC", "CVC";
        language: "Language", "Limba";
        logo: "Logo of {}", "Sigla {}";
    }
}
