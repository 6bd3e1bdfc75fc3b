//! The catalogue.

use super::room;

room! {
    Products {
        title: "Products", "Produse";
        new: "New product", "Produs nou";
        export: "Export", "Exportă";
        empty_title: "No products yet", "Încă nu ai produse";
        empty_text:
            "Write down once what you sell. Links take name, price and stock from here.",
            "Scrie o singură dată ce vinzi. Linkurile iau de aici numele, prețul și stocul.";
        nothing: "No product is like that.", "Niciun produs nu este așa.";
        show_all: "Show all products", "Arată toate produsele";
        search: "Name", "Nume";
        product: "Product", "Produs";
        prices: "Prices", "Prețuri";
        stock: "Stock", "Stoc";
        unlimited: "Unlimited", "Nelimitat";
        stock_held: "{}, {} being paid for", "{}, {} în curs de plată";
        sold: "Sold", "Vândute";
        status: "Status", "Stare";
        any: "Any", "Oricare";
        active: "Active", "Activ";
        archived: "Archived", "Arhivat";
        what: "What it is", "Ce este";
        name: "Name", "Nume";
        description: "Description", "Descriere";
        price_section: "Prices and tax", "Prețuri și TVA";
        price_intro:
            "One price for each currency that you sell it in.",
            "Câte un preț pentru fiecare monedă în care îl vinzi.";
        price_in: "Price in {}", "Prețul în {}";
        tax_rate: "Tax rate in percent", "Cota TVA în procente";
        tax_inclusive: "The prices hold the tax already", "Prețurile conțin deja TVA";
        how_many: "How many there are", "Câte sunt";
        stock_hint:
            "Left empty, as many as anybody wants. Pieces are held for 30 minutes while a buyer pays.",
            "Dacă lași gol, oricâte. Bucățile se păstrează 30 de minute cât plătește un cumpărător.";
        kept:
            "Links that sell it already keep what they took. Save a link again to renew it.",
            "Linkurile care îl vând deja păstrează ce au luat. Salvează din nou linkul ca să îl împrospătezi.";
        create: "Create product", "Creează produsul";
        archive: "Archive", "Arhivează";
        restore: "Bring back", "Readu";
        made: "Product created", "Produs creat";
        saved: "Saved", "Salvat";
        archived_now: "Product archived", "Produs arhivat";
        restored_now: "Product is back", "Produsul este din nou activ";
    }
}
