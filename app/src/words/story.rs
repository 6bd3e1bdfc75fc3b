//! What happened to a payment, in its timeline.

use super::room;

room! {
    Story {
        started: "Payment started", "Plata a început";
        completed: "Payment succeeded", "Plata a reușit";
        failed: "A try to pay failed", "O încercare de plată a eșuat";
        canceled: "Payment canceled", "Plata a fost anulată";
        refunded: "Money given back", "Banii au fost dați înapoi";
        settled: "Money booked to the balance", "Banii au intrat în sold";
        sent_again: "Receipt sent again", "Chitanța a fost trimisă din nou";
        invoice_corrected: "Invoice corrected", "Factura a fost corectată";
        updated: "Payment updated", "Plata s-a schimbat";
    }
}
