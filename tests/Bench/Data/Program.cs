// Measures how fast data is prepared, as ratios within one run, because machines differ.
using OpenAIFineTune.Bench;

if (args is [WorkbookReading.Argument, string workbook])
{
    WorkbookReading.Run(workbook);
    return 0;
}

if (BenchOptions.Parse(args) is not BenchOptions options)
{
    Console.Error.WriteLine(BenchOptions.Usage);
    return 2;
}

using CancellationTokenSource stop = new();
Console.CancelKeyPress += (_, pressed) =>
{
    // The files go before the program does.
    pressed.Cancel = true;
    stop.Cancel();
};
try
{
    await new DataBench(options, stop.Token).RunAsync();
    return 0;
}
catch (OperationCanceledException)
{
    return 130;
}
