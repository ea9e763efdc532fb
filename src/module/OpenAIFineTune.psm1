if (-not ('OpenAIFineTune.Loader.ModuleLoadContext' -as [type])) {
    Add-Type -Path ([IO.Path]::Combine($PSScriptRoot, 'OpenAIFineTune.Loader.dll'))
}

$assembly = [OpenAIFineTune.Loader.ModuleLoadContext]::GetModuleAssembly()
Microsoft.PowerShell.Core\Import-Module -Assembly $assembly

# Without this, Import-Module -Force would export nothing: the nested module would still be loaded (PowerShell#20710).
$ExecutionContext.SessionState.Module.OnRemove = {
    param($module)
    foreach ($nested in $module.NestedModules) {
        Microsoft.PowerShell.Core\Remove-Module -ModuleInfo $nested -Force
    }
}
