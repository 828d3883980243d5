using System.Globalization;

namespace SecureObs.Bench.Imports;

/// <summary>Writes a SARIF file of a wanted size: results as CodeQL has them, with data flows, and the rules after them.</summary>
internal static class LargeSarif
{
    /// <returns>How many results it has.</returns>
    public static int Write(string path, long bytes) => Write(path, (_, written) => written < bytes);

    public static void WriteResults(string path, int results) => Write(path, (there, _) => there < results);

    private static int Write(string path, Func<int, long, bool> goesOn)
    {
        using var file = new StreamWriter(path);
        file.Write("{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{\"results\":[\n");
        var results = 0;
        for (long written = 0; goesOn(results, written); results++)
        {
            var result = Result(results);
            file.Write(results == 0 ? "" : ",\n");
            file.Write(result);
            written += result.Length + 2;
        }
        file.Write("\n],\"tool\":{\"driver\":{\"name\":\"CodeQL\",\"semanticVersion\":\"2.16.0\",\"rules\":[");
        for (var rule = 0; rule < 200; rule++)
            file.Write(string.Create(CultureInfo.InvariantCulture,
                $"{(rule == 0 ? "" : ",")}{{\"id\":\"js/rule-{rule}\",\"shortDescription\":{{\"text\":\"Rule {rule}\"}},\"properties\":{{\"security-severity\":\"{rule % 10}.5\",\"tags\":[\"external/cwe/cwe-{rule + 20}\"]}}}}"));
        file.Write("]}}}]}\n");
        return results;
    }

    private static string Result(int number)
    {
        var (rule, file, line) = (number % 200, number / 40 % 5_000, number % 2_000 + 1);
        var step = Location(file, line);
        return string.Create(CultureInfo.InvariantCulture, $$"""
            {"ruleId":"js/rule-{{rule}}","ruleIndex":{{rule}},"message":{"text":"This value of call {{number}} depends on [a user-provided value](1)."},"locations":[{{step}}],"partialFingerprints":{"primaryLocationLineHash":"{{number:x16}}:1"},"codeFlows":[{"threadFlows":[{"locations":[{"location":{{step}}},{"location":{{step}}},{"location":{{step}}}]}]}],"relatedLocations":[{{step}}]}
            """);
    }

    private static string Location(int file, int line) => string.Create(CultureInfo.InvariantCulture, $$$"""
        {"physicalLocation":{"artifactLocation":{"uri":"src/module-{{{file}}}/handler.js","uriBaseId":"%SRCROOT%","index":{{{file}}} },"region":{"startLine":{{{line}}},"startColumn":7,"endColumn":43,"snippet":{"text":"  const query = build(request.query.name, {{{line}}});"} } },"message":{"text":"user-provided value"}}
        """);
}
