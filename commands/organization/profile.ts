/** As AWS's CLI does: a profile that is named goes before keys in the environment. */
export function useProfile(profile: string | undefined): void {
  if (profile !== undefined) process.env.AWS_PROFILE = profile;
}
