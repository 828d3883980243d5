using SecureObs.Bench.AuditChaos;
using SecureObs.Bench.Reports;
using SecureObs.Bench.Timing;

switch (args)
{
    case ["reports", var directory]:
        return await ReportTrial.RunAsync(directory);
    case ["audit-chaos"]:
        return await ChaosTrial.RunAsync();
    case [ApiChild.Command]:
        return await ApiChild.RunAsync();
    case ["timing"]:
        return await TimingTrial.RunAsync(2_000);
    case ["timing", var text] when int.TryParse(text, out var samples) && samples > 0:
        return await TimingTrial.RunAsync(samples);
    default:
        Console.Error.WriteLine("""
            usage: bench/run reports DIRECTORY   convert scanner reports to the published bulk shapes and post each twice
                   bench/run audit-chaos         kill processes under load, then verify the audit trail; about 3 minutes
                   bench/run timing [N]          whether the time of an answer tells "not yours" from "does not exist"; N of each, 2000 by default
            """);
        return 2;
}
