// Measures what the module promises, as ratios within one run, because machines differ. Run by './build.ps1 Bench'.
using OpenAIFineTune.Bench;

string folder = Directory.CreateTempSubdirectory("finetune-bench-").FullName;
try
{
    DataBench.Run(folder);
}
finally
{
    Directory.Delete(folder, recursive: true);
}
