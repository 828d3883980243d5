using Microsoft.AspNetCore.Builder;
using SecureObs.Local.SignIn;

namespace SecureObs.Local.Tests.SignIn;

public class DevIssuerGuardTests
{
    [Theory]
    [InlineData("Production", "http://localhost:5081")]
    [InlineData("Staging", "http://localhost:5081")]
    [InlineData("Development", "http://10.0.0.1:5081")]
    [InlineData("Development", "http://localhost.evil.example:5081")]
    public void It_is_trusted_in_Development_and_on_this_machine_only(string environment, string origin)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = environment });
        Assert.Throws<InvalidOperationException>(
            () => builder.TrustDevIssuer(new(origin, Issuer.ApiClient, Issuer.SpaClient, [Issuer.Redirect], [])));
    }

    [Fact]
    public async Task It_answers_in_Development_only()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.TrustDevIssuer(new(DevIssuerOptions.DefaultOrigin, Issuer.ApiClient, Issuer.SpaClient, [Issuer.Redirect], []));
        builder.Environment.EnvironmentName = "Production";
        await using var app = builder.Build();
        Assert.Throws<InvalidOperationException>(app.MapDevIssuer);
    }

    [Fact]
    public void The_project_is_never_published()
    {
        var project = File.ReadAllText(Repository.PathOf("src", "SecureObs.Local", "SecureObs.Local.csproj"));
        Assert.Contains("<IsPublishable>false</IsPublishable>", project, StringComparison.Ordinal);
    }
}
