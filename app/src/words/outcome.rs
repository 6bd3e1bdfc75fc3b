//! What became of a payment.

use super::room;

room! {
    Outcome {
        paid_title: "Thank you", "Mulțumim";
        taken_text: "{} is yours.", "Ai primit: {}.";
        taken_sent:
            "If you left an e-mail, a message is on its way there.",
            "Dacă ai lăsat un e-mail, un mesaj este pe drum.";
        paid_text: "Your payment went through.", "Plata a reușit.";
        sent_to: "The receipt is on its way to {}.", "Chitanța este pe drum spre {}.";
        receipt: "Receipt", "Chitanță";
        number: "no. {}", "nr. {}";
        paid: "Paid", "Plătit";
        given_back: "Given back", "Dat înapoi";
        left: "Left with the seller", "Rămas la vânzător";
        open_receipt: "Print or save the receipt", "Tipărește sau păstrează chitanța";
        print: "Print", "Tipărește";
        pdf: "Download PDF", "Descarcă PDF";
        send_again: "Send it to me again", "Trimite-mi-o din nou";
        sent_again: "It is on its way to {}.", "Este pe drum spre {}.";
        no_invoice:
            "This confirms the payment. It is not a tax invoice.",
            "Confirmă plata. Nu ține loc de factură fiscală.";
        trial: "Sandbox: no money moved.", "Mediu de test: nu s-au mișcat bani.";
        buyer: "Buyer", "Cumpărător";
        buyer_email: "Buyer’s e-mail", "E-mailul cumpărătorului";
        seller_email: "Seller’s e-mail", "E-mailul vânzătorului";
        card: "Card", "Card";
        seller: "Seller", "Vânzător";
        date: "Date", "Data";
        processing_title: "Your payment is being processed", "Plata ta este în curs";
        processing_text:
            "Your bank needs a moment. You need not pay again; we write to you when it is through.",
            "Banca are nevoie de puțin timp. Nu trebuie să plătești din nou; îți scriem când e gata.";
        check_again: "Check again", "Verifică din nou";
        failed_title: "The payment did not go through", "Plata nu a reușit";
        failed_text:
            "Your bank refused it. Nothing was charged.",
            "Banca ta a refuzat-o. Nu ți s-a luat nimic.";
        open_title: "Not paid yet", "Încă neplătit";
        open_text:
            "This payment was started and not finished. Nothing was charged.",
            "Plata a fost începută și nu a fost terminată. Nu ți s-a luat nimic.";
        expired_title: "The time to pay is over", "Timpul de plată a trecut";
        expired_text:
            "Nothing was charged. You can start again; what you typed is kept.",
            "Nu ți s-a luat nimic. Poți începe din nou; ce ai scris s-a păstrat.";
        start_again: "Start again", "Începe din nou";
        try_again: "Try again", "Mai încearcă";
        back: "Back to the offer", "Înapoi la ofertă";
    }
}
