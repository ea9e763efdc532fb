using System.Text.Json;
using System.Text.Json.Serialization;
using OpenAIFineTune.Engine;
using OpenAIFineTune.Faults;

// FaultServer STATE FAULTS LOG: serves the local engine on the folder STATE with the faults of the JSON file FAULTS until
// its input ends; writes its address to the output, and each request as a line of JSON to the file LOG.
JsonSerializerOptions options = new() { Converters = { new JsonStringEnumConverter() }, PropertyNameCaseInsensitive = true };
List<Fault> faults = JsonSerializer.Deserialize<List<Fault>>(File.ReadAllText(args[1]), options) ?? [];
await using LocalEngine engine = new(args[0], TimeProvider.System);
using HttpMessageHandler handler = engine.CreateHandler();
await using FaultServer server = FaultServer.Start(handler, faults);
Console.WriteLine(server.Address);
_ = await Console.In.ReadToEndAsync();
File.WriteAllLines(args[2], server.Requests.Select(request => JsonSerializer.Serialize(
    new { request.Method, request.Path, request.Headers, Size = request.Body.Length, Fault = request.Fault.Kind }, options)));
