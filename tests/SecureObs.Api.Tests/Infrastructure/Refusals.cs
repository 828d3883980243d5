using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace SecureObs.Api.Tests.Infrastructure;

internal static class Refusals
{
    /// <summary>The code of a problem document, as clients branch on it; the status's own when it has none.</summary>
    public static async Task<string> CodeAsync(this HttpResponseMessage response)
    {
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal((int)response.StatusCode, problem.GetProperty("status").GetInt32());
        return problem.GetProperty("type").GetString()!.Split('#') is [_, var code] && !code.StartsWith("section", StringComparison.Ordinal)
            ? code : ((int)response.StatusCode).ToString(null, null);
    }

    public static async Task AssertRefusedAsync(this HttpResponseMessage response, HttpStatusCode status, string code)
    {
        Assert.Equal(status, response.StatusCode);
        Assert.Equal(code, await response.CodeAsync());
    }
}
