//! Invoices: the list, one of them, the buyer's own, and how they are numbered.

use super::room;

room! {
    Invoices {
        title: "Invoices", "Facturi";
        invoice: "Invoice", "Factură";
        number: "Number", "Număr";
        buyer: "Buyer", "Cumpărător";
        seller: "Seller", "Vânzător";
        date: "Issued", "Emisă";
        total: "Total", "Total";
        empty_title: "No invoices yet", "Încă nicio factură";
        empty_text:
            "Each payment that goes through gets one, numbered without gaps.",
            "Fiecare plată reușită primește una, numerotată fără goluri.";
        empty_action: "Set number and company", "Setează numărul și firma";
        settings: "Numbering and company", "Numerotare și firmă";
        payment: "Payment", "Plata";
        open_payment: "Open the payment", "Deschide plata";
        pdf: "Download PDF", "Descarcă PDF";
        bought: "What was bought", "Ce s-a cumpărat";
        details: "Buyer’s details", "Datele cumpărătorului";
        details_intro:
            "A correction is another version; the number stays.",
            "O corectură este altă versiune; numărul rămâne.";
        own_intro:
            "For a company, complete its details here. The number stays; each change is kept.",
            "Pentru o firmă, completează aici datele ei. Numărul rămâne; fiecare schimbare se păstrează.";
        name: "Name", "Nume";
        company: "Company", "Firma";
        tax_id: "Tax id", "CUI";
        tax_id_hint: "Such as RO14399840.", "De pildă RO14399840.";
        address: "Address", "Adresa";
        registration: "Trade register number", "Nr. registrul comerțului";
        registration_hint: "Such as J08/123/2020.", "De pildă J08/123/2020.";
        correct: "Save details", "Salvează datele";
        corrected: "The invoice is corrected.", "Factura este corectată.";
        versions: "Versions", "Versiuni";
        version: "Version {}", "Versiunea {}";
        prefix: "Prefix", "Prefix";
        prefix_hint:
            "Stands before the number, such as LUM-. Numbers go on.",
            "Stă înaintea numărului, de pildă LUM-. Numerele continuă.";
        next: "The next invoice is {}.", "Următoarea factură este {}.";
        numbering: "Numbers", "Numere";
        own: "Your company", "Firma ta";
        own_company_intro:
            "What the next invoices say of you. Those issued stay as they are.",
            "Ce spun despre tine facturile următoare. Cele emise rămân cum sunt.";
        own_company_hint: "Left empty, the name of the business stands there.", "Dacă lași gol, apare numele afacerii.";
        open_own: "Invoice", "Factura";
        back: "Back to the receipt", "Înapoi la chitanță";
    }
}
