#:project ../../src/OpenAIFineTune/OpenAIFineTune.csproj
#:property PublishAot=false

// The data and the steps of quickstart.ps1, through the same engine, on a machine without PowerShell.
// Run it with: dotnet run docs/examples/quickstart.cs
using System.Runtime.CompilerServices;
using OpenAIFineTune;
using OpenAIFineTune.Api;
using OpenAIFineTune.Api.Completions;
using OpenAIFineTune.Connections;
using OpenAIFineTune.Data;
using OpenAIFineTune.Data.Reading;

CancellationToken cancellation = CancellationToken.None;
string folder = Directory.CreateTempSubdirectory("finetune-quickstart-").FullName;
try
{
    // 1. Prepare: clean the rows, mark where prompts end, keep a part for validation.
    IRowSource rows = RowSources.Open(Path.Combine(Here(), "tickets.csv"), ReadingOptions.Default);
    ExampleColumns columns = new() { Prompt = "Question", Completion = "Team" };
    DatasetPreparer preparer = new(new DatasetOptions { OutputPath = Path.Combine(folder, "tickets") });
    FineTuneDataset dataset = preparer.Prepare(
        new RowExamples(rows, columns, FineTuneFormat.PromptCompletion), cancellation);
    Console.WriteLine($"{dataset.TrainingCount} examples to train on, {dataset.ValidationCount} to validate; "
        + $"{dataset.TaskType} with {dataset.ClassCount} classes");
    foreach (FineTuneRemediation remediation in dataset.Remediations)
    {
        Console.WriteLine($"  {remediation.Rule}: {remediation.Count} ({remediation.Message})");
    }

    // 2. Upload and train.
    FineTuneClient client = new(LocalConnection.Create("quickstart", Path.Combine(folder, "state")));
    FineTuneFile training = await client.Files.SendAsync(dataset.TrainingFile!, "fine-tune", null, cancellation);
    FineTuneFile validation = await client.Files.SendAsync(dataset.ValidationFile!, "fine-tune", null, cancellation);
    FineTuneJob job = await client.Jobs.CreateAsync(
        new()
        {
            Model = "local-baseline",
            TrainingFile = training.Id,
            ValidationFile = validation.Id,
            Suffix = "triage",
            Seed = 7,
            Metadata = new Dictionary<string, string> { [JobMetadata.Separator] = dataset.Separator! },
        },
        cancellation);

    // 3. Wait for the model.
    while (!job.IsFinished)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(200));
        job = await client.Jobs.GetAsync(job.Id, cancellation);
    }

    Console.WriteLine($"{job.Id}: {job.Status}, model {job.FineTunedModel}, {job.TrainedTokens} tokens");

    // 4. Ask what was not in the data, and measure on the examples that were kept apart.
    PromptFormat format = PromptFormat.Of(job.FineTunedModel!, job);
    foreach (string question in new[] { "My invoice is wrong", "택배가 도착하지 않았어요", "the app shows error 403" })
    {
        Console.WriteLine($"  {question} -> {await Ask(client, format, question)}");
    }

    int right = 0;
    IRowSource kept = RowSources.Open(dataset.ValidationFile!, ReadingOptions.Default);
    foreach (Row row in kept.Read(_ => { }, cancellation))
    {
        right += await Ask(client, format, row.Values[0]!) == row.Values[1]!.Trim() ? 1 : 0;
    }

    Console.WriteLine($"Accuracy on the {dataset.ValidationCount} validation examples: {100.0 * right / dataset.ValidationCount:F1} %");

    // 5. Clean up.
    await client.Models.DeleteAsync(job.FineTunedModel!, cancellation);
    return job.Status.Stage == FineTuneStage.Succeeded ? 0 : 1;
}
finally
{
    Directory.Delete(folder, recursive: true);
}

static async Task<string> Ask(FineTuneClient client, PromptFormat format, string prompt)
    => (await client.Completions.CompleteAsync(new CompletionRequest(format, prompt), CancellationToken.None))[0].Text;

static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
