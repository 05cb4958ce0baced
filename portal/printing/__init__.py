"""PDFs that anybody can read: one design for everything the portal prints, tagged for those who do not see it."""
