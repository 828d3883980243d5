using SecureObs.Bench.Reports;

if (args is not ["reports", var directory])
{
    Console.Error.WriteLine("usage: bench/run reports DIRECTORY   convert scanner reports to the published bulk shapes and post each twice");
    return 2;
}
return await ReportTrial.RunAsync(directory);
