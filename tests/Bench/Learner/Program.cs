// Trains the local baseline on the sets that prepare.py made, and prints accuracy, time and memory.
// Usage: dotnet run -c Release --project tests/Bench/Learner -- FOLDER [SET...]
using System.Diagnostics;
using OpenAIFineTune.Engine.Baseline;
using OpenAIFineTune.Engine.Learning;
using OpenAIFineTune.Protocol.Examples;

string folder = args[0];
string[] names = args.Length > 1
    ? args[1..]
    : [.. Directory.GetFiles(folder, "*.train.jsonl").Select(path => Path.GetFileName(path)[..^12]).Order()];
Console.WriteLine("set\texamples\tclasses\tepochs\taccuracy\tseconds\tCPU seconds\tpeak MB");
foreach (string name in names)
{
    List<TrainingLine> train = Read($"{folder}/{name}.train.jsonl");
    List<TrainingLine> valid = Read($"{folder}/{name}.valid.jsonl");
    TrainingTask task = new("local-baseline", train, valid, [], Seed: 1);
    using Process self = Process.GetCurrentProcess();
    TimeSpan startedAt = self.TotalProcessorTime;
    long started = Stopwatch.GetTimestamp();
    List<string> curve = [];
    ITraining training = new BaselineLearner().Begin(task, CancellationToken.None);
    while (!training.IsDone)
    {
        training.Advance(
            step => { if (step.IsEpochEnd) { curve.Add($"{step.FullValidAccuracy:P1}"); } }, CancellationToken.None);
    }

    BaselineModel model = (BaselineModel)training.Model;
    double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
    self.Refresh();
    double busy = (self.TotalProcessorTime - startedAt).TotalSeconds;
    int right = valid.Select(TrainingExample.Of)
        .Count(example => model.Predict(example.Prompt).Completion == example.Completion);
    int classes = train.Select(line => line.LastAnswer().Answer.Text).Distinct().Count();
    self.Refresh();
    Console.WriteLine(
        $"{name}\t{train.Count}\t{classes}\t{training.Epoch}\t{(double)right / valid.Count:F4}\t{seconds:F1}"
        + $"\t{busy:F1}\t{self.PeakWorkingSet64 >> 20}\t{string.Join(' ', curve)}");
}

static List<TrainingLine> Read(string path) => [.. File.ReadLines(path).Select(TrainingLine.Parse)];
