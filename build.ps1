#Requires -Version 7.4
<#
.SYNOPSIS
    Builds, tests and packs the module. Needs the .NET SDK and nothing from a gallery.
.EXAMPLE
    ./build.ps1
    Builds into bin/ and en-US/, after which 'Import-Module ./OpenAIFineTune.psd1' works in place.
.EXAMPLE
    ./build.ps1 Package
    Leaves output/OpenAIFineTune/<version>/, a folder to copy to a directory of PSModulePath, and gives it as an object.
.EXAMPLE
    dotnet tool exec powershell --yes -- ./build.ps1 Demo
    Shows the module at work on a machine that has the .NET SDK and no PowerShell.
#>
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [ValidateSet('Build', 'Test', 'Help', 'Package', 'Demo', 'Bench')]
    [string] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release',

    # Packs or shows what the last build left.
    [switch] $NoBuild
)

$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $true
. (Join-Path $PSScriptRoot 'tests/NewPowerShell.ps1')

# Tells a step and its time on the host, so that a pipeline gets the objects alone.
function Invoke-Step([string] $Name, [scriptblock] $Action) {
    Write-Host "$Name ..." -NoNewline
    $watch = [Diagnostics.Stopwatch]::StartNew()
    & $Action
    Write-Host (' {0:n1} s' -f $watch.Elapsed.TotalSeconds)
}

function Invoke-Build {
    if ($NoBuild) { return }
    # Removed, not overwritten: another PowerShell may have the old files mapped.
    Remove-Item (Join-Path $PSScriptRoot 'bin') -Recurse -Force -ErrorAction Ignore
    foreach ($project in 'OpenAIFineTune', 'OpenAIFineTune.Loader') {
        Invoke-Step "Building $project" {
            dotnet publish (Join-Path $PSScriptRoot "src/$project") --configuration $Configuration --verbosity quiet `
                --nologo --output (Join-Path $PSScriptRoot 'bin') | Out-Host
        }
    }
    Copy-Item (Join-Path $PSScriptRoot 'src/module/*') (Join-Path $PSScriptRoot 'bin')
    # Documents for compilers, and a list of assemblies that the loader does not read.
    Remove-Item (Join-Path $PSScriptRoot 'bin/*') -Include '*.deps.json', 'OpenAIFineTune*.xml' -Exclude '*.ps1xml'
    Invoke-Help
}

function Invoke-Help {
    Invoke-Step 'Building the help' {
        dotnet run --project (Join-Path $PSScriptRoot 'src/OpenAIFineTune.Help') --configuration $Configuration `
            -- (Join-Path $PSScriptRoot 'docs/en-US') (Join-Path $PSScriptRoot 'en-US') | Out-Host
    }
}

function Invoke-Package {
    Invoke-Build
    $manifest = Import-PowerShellDataFile (Join-Path $PSScriptRoot 'OpenAIFineTune.psd1')
    $target = Join-Path $PSScriptRoot "output/OpenAIFineTune/$($manifest.ModuleVersion)"
    Remove-Item $target -Recurse -Force -ErrorAction Ignore
    Invoke-Step 'Packing' {
        $null = New-Item $target -ItemType Directory -Force
        foreach ($part in 'OpenAIFineTune.psd1', 'LICENSE', 'README.md', 'bin', 'en-US') {
            Copy-Item (Join-Path $PSScriptRoot $part) $target -Recurse
        }
        Get-ChildItem $target -Recurse -Filter '*.pdb' | Remove-Item
        $null = Test-ModuleManifest (Join-Path $target 'OpenAIFineTune.psd1')
    }
    Get-Item $target
}

Push-Location $PSScriptRoot
try {
    switch ($Task) {
        'Build' { Invoke-Build }
        'Help' { Invoke-Help }
        'Package' { Invoke-Package }
        'Test' { dotnet test --solution OpenAIFineTune.slnx }
        'Demo' {
            Invoke-Build
            Invoke-NewPowerShell -File docs/examples/quickstart.ps1
        }
        'Bench' {
            Invoke-Build
            Get-ChildItem tests/Bench -Filter *.ps1 | ForEach-Object { Invoke-NewPowerShell -File $_ }
            dotnet run --project tests/Bench/Data --configuration Release
            dotnet run --project tests/Bench/Upload --configuration Release
        }
    }
}
finally {
    Pop-Location
}
