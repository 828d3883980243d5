using SecureObs.Bench.AuditChaos;
using SecureObs.Bench.Reports;

switch (args)
{
    case ["reports", var directory]:
        return await ReportTrial.RunAsync(directory);
    case ["audit-chaos"]:
        return await ChaosTrial.RunAsync();
    case [ApiChild.Command]:
        return await ApiChild.RunAsync();
    default:
        Console.Error.WriteLine("""
            usage: bench/run reports DIRECTORY   convert scanner reports to the published bulk shapes and post each twice
                   bench/run audit-chaos         kill processes under load, then verify the audit trail; about 3 minutes
            """);
        return 2;
}
