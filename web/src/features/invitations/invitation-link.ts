/** The token stands behind '#': browsers send that part to no server. */
export const invitationLink = (origin: string, token: string) => `${origin}/invite#${token}`
