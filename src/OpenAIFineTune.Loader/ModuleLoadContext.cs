using System.Reflection;
using System.Runtime.Loader;

namespace OpenAIFineTune.Loader;

/// <summary>
/// Loads the module's assembly and its dependencies apart from those of other modules, so that two modules that
/// bring different versions of one library do not disturb each other.
/// </summary>
public sealed class ModuleLoadContext : AssemblyLoadContext
{
    private static readonly Lazy<Assembly> s_module = new(LoadModule);

    private readonly string _directory;

    private ModuleLoadContext(string directory)
        : base("OpenAIFineTune") => _directory = directory;

    /// <summary>The cmdlets' assembly; every call returns the same one.</summary>
    public static Assembly GetModuleAssembly() => s_module.Value;

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        string candidate = Path.Combine(_directory, assemblyName.Name + ".dll");
        return File.Exists(candidate) ? LoadFromAssemblyPath(candidate) : null;
    }

    private static Assembly LoadModule()
    {
        string directory = Path.GetDirectoryName(typeof(ModuleLoadContext).Assembly.Location)!;
        return new ModuleLoadContext(directory).LoadFromAssemblyPath(Path.Combine(directory, "OpenAIFineTune.dll"));
    }
}
