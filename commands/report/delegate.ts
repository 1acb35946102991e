/** What it means that an account is registered as delegated administrator of Identity Center. */
export const IS_DELEGATE =
  "will administer Identity Center from now on, as its delegated administrator: whoever may act in this account, its root user too, gives and takes everybody's access in member accounts";
