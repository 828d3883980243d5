namespace SecureObs.Local.SignIn;

/// <param name="DirectoryId">Entra's <c>tid</c>.</param>
/// <param name="ObjectId">Entra's <c>oid</c>: with the directory it is who somebody is.</param>
internal sealed record DemoPerson(string Name, string Username, Guid DirectoryId, Guid ObjectId, string Organisation)
{
    private static readonly Guid Contoso = new("0c0ffee0-0000-4000-8000-00000000c0a1");
    private static readonly Guid Fabrikam = new("0c0ffee0-0000-4000-8000-00000000fab1");

    /// <summary>The directory that all personal Microsoft accounts share.</summary>
    private static readonly Guid PersonalAccounts = new("9188040d-6c67-4c5b-b112-36a304b66dad");

    public static readonly DemoPerson Olu =
        new("Olu Owner", "olu@contoso.example", Contoso, new("a0000000-0000-4000-8000-000000000001"), "Contoso");

    public static readonly DemoPerson Ada =
        new("Ada Admin", "ada@contoso.example", Contoso, new("a0000000-0000-4000-8000-000000000002"), "Contoso");

    public static readonly DemoPerson Mia =
        new("Mia Member", "mia@contoso.example", Contoso, new("a0000000-0000-4000-8000-000000000003"), "Contoso");

    public static readonly DemoPerson Fay =
        new("Fay Fabrikam", "fay@fabrikam.example", Fabrikam, new("a0000000-0000-4000-8000-000000000004"), "Fabrikam");

    public static readonly DemoPerson Pat = new(
        "Pat Personal", "pat@outlook.example", PersonalAccounts, new("00000000-0000-0000-9188-040d6c67c0de"),
        "personal account");

    public static IReadOnlyList<DemoPerson> All { get; } = [Olu, Ada, Mia, Fay, Pat];
}
