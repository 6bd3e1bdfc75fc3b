//! What an order is made of: on the pay page, on receipts, on a payment's page.

use super::room;

room! {
    OrderWords {
        quantity: "Quantity", "Cantitate";
        quantity_hint: "From {} to {}.", "De la {} până la {}.";
        quantity_from: "At least {}.", "Cel puțin {}.";
        less: "One less: {}", "Unul mai puțin: {}";
        more: "One more: {}", "Unul în plus: {}";
        count: "Update the total", "Actualizează totalul";
        each: "{} each", "{} bucata";
        discount: "Discount {}", "Reducere {}";
        tax: "Tax", "TVA";
        tax_at: "Tax {}", "TVA {}";
        inside: "Tax in the price", "TVA inclus în preț";
        inside_at: "Tax {} in the price", "TVA {} inclus în preț";
        surcharge: "Service fee", "Comision de serviciu";
    }
}
