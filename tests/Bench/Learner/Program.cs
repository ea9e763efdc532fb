// Trains the local baseline on the sets that prepare.py made, and prints accuracy, time and memory.
// Usage: dotnet run -c Release --project tests/Bench/Learner -- FOLDER [SET...]
using System.Diagnostics;
using System.Text.Json;
using OpenAIFineTune.Engine.Baseline;

string folder = args[0];
string[] names = args.Length > 1
    ? args[1..]
    : [.. Directory.GetFiles(folder, "*.train.jsonl").Select(path => Path.GetFileName(path)[..^12]).Order()];
Console.WriteLine("set\texamples\tclasses\tepochs\taccuracy\tseconds\tCPU seconds\tpeak MB");
foreach (string name in names)
{
    List<TrainingExample> train = Read($"{folder}/{name}.train.jsonl");
    List<TrainingExample> valid = Read($"{folder}/{name}.valid.jsonl");
    TrainingOptions options = TrainingOptions.Auto(train.Count, seed: 1);
    using Process self = Process.GetCurrentProcess();
    TimeSpan startedAt = self.TotalProcessorTime;
    long started = Stopwatch.GetTimestamp();
    List<string> curve = [];
    BaselineModel model = new BaselineTrainer(train, valid, options)
    {
        OnStep = step => { if (step.IsEpochEnd) { curve.Add($"{step.FullValidAccuracy:P1}"); } },
    }.Train(CancellationToken.None);
    double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
    self.Refresh();
    double busy = (self.TotalProcessorTime - startedAt).TotalSeconds;
    int right = valid.Count(example => model.Predict(example.Prompt).Completion == example.Completion);
    int classes = train.Select(example => example.Completion).Distinct().Count();
    self.Refresh();
    Console.WriteLine(
        $"{name}\t{train.Count}\t{classes}\t{options.Epochs}\t{(double)right / valid.Count:F4}\t{seconds:F1}"
        + $"\t{busy:F1}\t{self.PeakWorkingSet64 >> 20}\t{string.Join(' ', curve)}");
}

static List<TrainingExample> Read(string path) => [.. File.ReadLines(path).Select(Parse)];

static TrainingExample Parse(string line)
{
    using JsonDocument row = JsonDocument.Parse(line);
    return new TrainingExample(
        row.RootElement.GetProperty("prompt").GetString()!, row.RootElement.GetProperty("completion").GetString()!);
}
