//! Files that are sold: the merchant's list of them, and the buyer's.

use super::room;

room! {
    Files {
        title: "Files", "Fișiere";
        intro:
            "Buyers get these as soon as they have paid. Who bought before keeps what they bought.",
            "Cumpărătorii le primesc imediat ce au plătit. Cine a cumpărat deja păstrează ce a cumpărat.";
        none:
            "No files yet. Until there are some, buyers of this link get none.",
            "Încă nu sunt fișiere. Până atunci, cumpărătorii linkului nu primesc niciunul.";
        choose: "Files to add", "Fișiere de adăugat";
        choose_hint:
            "Up to {} each. Pages and scripts go in a ZIP file.",
            "Până la {} fiecare. Paginile și scripturile se pun într-un fișier ZIP.";
        upload: "Upload", "Încarcă";
        uploading: "{} of {}", "{} din {}";
        stopped: "The upload was interrupted. Try again.", "Încărcarea s-a întrerupt. Mai încearcă.";
        remove: "Remove", "Scoate";
        remove_one: "Remove {}", "Scoate {}";
        added: "Files added", "Fișiere adăugate";
        removed: "File removed", "Fișier scos";
        manage: "Manage files", "Fișierele linkului";
        back: "Done", "Gata";
        kind: "What kind of thing", "Ce fel de lucru";
        service: "Service or goods", "Serviciu sau marfă";
        digital: "Digital product", "Produs digital";
        digital_hint:
            "A digital product carries files. You add them in the next step.",
            "Un produs digital are fișiere. Le adaugi în pasul următor.";
        yours: "Your files", "Fișierele tale";
        downloaded: "Buyer downloaded {}", "Cumpărătorul a descărcat {}";
        included_one: "Includes a file to download, {}", "Include un fișier de descărcat, {}";
        included: "Includes {} files to download, {}", "Include {} fișiere de descărcat, {}";
    }
}
