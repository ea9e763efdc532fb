// Uploads a file to a server on this machine, with our client and with curl, and compares rate and memory.
// Usage: dotnet run -c Release --project tests/Bench/Upload [-- FOLDER]
using OpenAIFineTune.Bench.Upload;

switch (args)
{
    case ["sink"]:
        await SinkServer.RunAsync();
        return 0;
    case ["send", string address, string path, string way]:
        await Sender.SendAsync(new Uri(address), path, way);
        return 0;
    default:
        return await Comparison.RunAsync(args is [string folder] ? folder : Path.GetTempPath());
}
