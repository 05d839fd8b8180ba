"""Which columns the tracker's activities have had, release by release."""

from resupply.sources.reading.columns import Contract

MAIN = Contract(
    name="the tracker's activities, one a row",
    aliases={
        "donor": ("donor", "countries", "giver", "country"),
        "date": ("announcement_date", "announcement date", "date", "dato"),
        "kind": ("aid_type_general", "type of aid general", "general_type", "kategori"),
        "kind_detail": ("aid_type_specific", "type of aid specific", "specific_type"),
        "measure": ("measure", "type of donation", "donation_type", "maal"),
        "explanation": ("explanation",),
        "activity_id": ("activity_id", "id"),
        "sub_id": ("sub_activity_id", "allocation id"),
        "allocated": (
            "tot_sub_activity_value_eur_redistr",
            "allocated total in eur (redistributed)",
            "verdi_eur_redistr",
        ),
        "package": (
            "tot_activity_value_eur",
            "converted value in eur",
            "eur_value",
            "verdi_eur_activity",
        ),
        "package_delivered": ("tot_value_deliv_eur", "total monetary value delivered in eur"),
        "stated": ("source_reported_value", "monetary value as given by source"),
        "currency": ("reporting_currency", "original currency"),
        "item": ("item", "items"),
        "item_type": ("item_type", "type of item"),
        "item_sub_type": ("item_sub_type", "sub-type of item"),
        "pieces": ("item_numb", "no. of units", "no of units"),
        "delivered": ("item_numb_deliv", "no. of units delivered (in-kind military aid)"),
        "price_usd": ("item_price_usd", "unit price in usd"),
        "source": ("source_of_aid_1", "source of aid 1"),
        "source_2": ("source_of_aid_2", "source of aid 2"),
        "source_3": ("source_of_aid_3", "source of aid 3"),
        "channel": ("channel", "international initiative"),
        "month_number": ("maaned_nr",),
    },
    needed=("donor", "date", "kind"),
    one_of=("package", "allocated"),
    # Release 7 left the header of its item column empty.
    nameless={"item": "item_type"},
)
