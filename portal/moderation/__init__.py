"""One desk for whatever people report: a receipt, a reasoned decision, and an appeal to a second person.

Modelled on Articles 16, 17 and 20 of Regulation (EU) 2022/2065 (Digital Services Act).
"""
