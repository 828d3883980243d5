using SecureObs.Api.Platform.Authorization;
using SecureObs.Local.SignIn;

namespace SecureObs.Local.Demo;

/// <summary>The organisations of the demo. Their ids never change, so a second start finds what the first one made.</summary>
internal sealed record DemoTenant(Guid Id, string Name, IReadOnlyList<(DemoPerson Person, TenantRole Role)> Members)
{
    public const string ProjectName = "vulnerable-shop";
    public static readonly Guid Project = new("01990000-0000-7000-8000-00000000c0a2");

    public static readonly DemoTenant Contoso = new(
        new("01990000-0000-7000-8000-00000000c0a1"), "Contoso",
        [(DemoPerson.Olu, TenantRole.Owner), (DemoPerson.Ada, TenantRole.Admin), (DemoPerson.Mia, TenantRole.Member)]);

    public static readonly DemoTenant Fabrikam = new(
        new("01990000-0000-7000-8000-00000000fab1"), "Fabrikam", [(DemoPerson.Fay, TenantRole.Owner)]);
}
