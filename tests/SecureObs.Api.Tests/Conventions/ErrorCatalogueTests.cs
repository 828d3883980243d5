using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Conventions;

/// <summary>docs/errors.md lists every refusal that a client can branch on, with its status, and nothing else.</summary>
public sealed partial class ErrorCatalogueTests
{
    [Fact]
    public void The_page_equals_the_catalogue()
    {
        var catalogue = typeof(Problems).GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Select(method => (ProblemHttpResult)method.Invoke(null, [.. method.GetParameters().Select(Sample)])!)
            .Select(problem => $"{problem.ProblemDetails.Type!.Split('#')[1]} {problem.StatusCode}").Order(StringComparer.Ordinal);
        var page = Entries().Matches(File.ReadAllText(Repository.Path("docs/errors.md")))
            .Select(entry => $"{entry.Groups[1].Value} {entry.Groups[2].Value}").Order(StringComparer.Ordinal);

        Assert.Equal(catalogue, page);
    }

    private static object Sample(ParameterInfo parameter) => parameter.ParameterType == typeof(int) ? 1 : "x";

    [GeneratedRegex(@"^\| `([a-z-]+)` \| (\d{3}) \|", RegexOptions.Multiline)]
    private static partial Regex Entries();
}
