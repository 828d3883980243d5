using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace SecureObs.Admin.Doctor;

/// <summary>Whether people can sign in: the registrations, and whether their issuer can be reached from here.</summary>
internal static class IssuerDoctor
{
    private const string What = "sign-in";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>What the API's own appsettings.json has, so that it can be started for a look: no registration of anybody.</summary>
    private static readonly Guid[] Placeholders = [new("11111111-1111-4111-8111-111111111111"), new("22222222-2222-4222-8222-222222222222")];

    public static async Task<Diagnosis> ExamineAsync(IConfiguration configuration, CancellationToken ct)
    {
        var (instance, tenant, client) = (configuration["AzureAd:Instance"], configuration["AzureAd:TenantId"], configuration["AzureAd:ClientId"]);
        if (!Uri.TryCreate(instance, UriKind.Absolute, out var address) || string.IsNullOrEmpty(tenant) || !IsRegistration(client))
            return Diagnosis.Bad(What, "AzureAd:Instance, AzureAd:TenantId and AzureAd:ClientId must name the app registration of the API.");
        if (!IsRegistration(configuration["Spa:ClientId"]))
            return Diagnosis.Bad(What, "Spa:ClientId must name the app registration of the dashboard: without it no browser can sign in.");
        return await AskAsync(new Uri(address, $"{tenant}/v2.0/.well-known/openid-configuration"), ct);
    }

    private static bool IsRegistration(string? id) => Guid.TryParse(id, out var guid) && guid != Guid.Empty && !Placeholders.Contains(guid);

    private static async Task<Diagnosis> AskAsync(Uri document, CancellationToken ct)
    {
        try
        {
            using var http = new HttpClient { Timeout = Patience };
            using var answer = JsonDocument.Parse(await http.GetStringAsync(document, ct));
            return answer.RootElement.TryGetProperty("jwks_uri", out _)
                ? Diagnosis.Good(What, $"{document.Host} answers")
                : Diagnosis.Bad(What, $"{document} is no discovery document: check AzureAd:Instance and AzureAd:TenantId.");
        }
        catch (Exception fault) when (fault is HttpRequestException or JsonException || (fault is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return Diagnosis.Doubtful(What, $"{document} cannot be read from here: {fault.Message} Nobody can sign in until it can; pipelines can work.");
        }
    }
}
