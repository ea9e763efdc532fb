#Requires -Version 7.4
<#
.SYNOPSIS
    Builds, tests and packs the module. Needs the .NET SDK and nothing from a gallery.
.EXAMPLE
    ./build.ps1
    Builds into bin/ and en-US/, after which 'Import-Module ./OpenAIFineTune.psd1' works in place.
.EXAMPLE
    ./build.ps1 Package
    Leaves output/OpenAIFineTune/<version>/, a folder to copy to a directory of PSModulePath, and output/OpenAIFineTune.<version>.nupkg
    for Publish-PSResource -NupkgPath, and gives both as objects.
.EXAMPLE
    ./build.ps1 Package -CertificateThumbprint 0123456789ABCDEF0123456789ABCDEF01234567
    The same, with signed files and a signed catalog. The certificate lies in Cert:\CurrentUser\My; needs Windows.
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

    # Of a code signing certificate of the current user: signs the package.
    [string] $CertificateThumbprint
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
    # Removed, not overwritten: another PowerShell may have the old files mapped.
    Remove-Item (Join-Path $PSScriptRoot 'bin') -Recurse -Force -ErrorAction Ignore
    foreach ($project in 'OpenAIFineTune', 'OpenAIFineTune.Loader') {
        Invoke-Step "Building $project" {
            # The analyzers judge the code where it is tested.
            dotnet publish (Join-Path $PSScriptRoot "src/$project") --configuration $Configuration --verbosity quiet `
                --nologo --property:RunAnalyzers=false --output (Join-Path $PSScriptRoot 'bin') | Out-Host
        }
    }
    Copy-Item (Join-Path $PSScriptRoot 'src/module/*') (Join-Path $PSScriptRoot 'bin')
    # Documents for compilers, and a list of assemblies that the loader does not read.
    Remove-Item (Join-Path $PSScriptRoot 'bin/*') -Include '*.deps.json', 'OpenAIFineTune*.xml'
    Invoke-Help
}

function Invoke-Help {
    Invoke-Step 'Building the help' {
        dotnet run --project (Join-Path $PSScriptRoot 'src/OpenAIFineTune.Help') --configuration $Configuration `
            --property:RunAnalyzers=false -- (Join-Path $PSScriptRoot 'docs/en-US') (Join-Path $PSScriptRoot 'en-US') | Out-Host
    }
}

# What the package is made of, by name, version and hash. The libraries that only build are not in it.
function Invoke-Sbom([string] $Version, [string] $Folder) {
    dotnet tool restore --verbosity quiet | Out-Null
    dotnet tool run dotnet-CycloneDX -- (Join-Path $PSScriptRoot 'src/OpenAIFineTune/OpenAIFineTune.csproj') --output $Folder `
        --filename sbom.cdx.json --output-format Json --set-name OpenAIFineTune --set-version $Version --set-type Library `
        --configuration $Configuration --disable-package-restore --exclude-dev `
        --exclude-filter PowerShellStandard.Library@5.1.1 | Out-Null
}

function Invoke-Signing([string] $Folder) {
    $certificate = Get-Item "Cert:\CurrentUser\My\$CertificateThumbprint"
    $signature = @{ Certificate = $certificate; HashAlgorithm = 'SHA256'; TimestampServer = 'http://timestamp.digicert.com' }
    $signed = Get-ChildItem $Folder -Recurse -Include OpenAIFineTune*.dll, *.ps1, *.psm1, *.psd1, *.ps1xml |
        Set-AuthenticodeSignature @signature
    $catalog = New-FileCatalog -Path $Folder -CatalogFilePath (Join-Path $Folder 'OpenAIFineTune.cat') -CatalogVersion 2.0
    $signed += Set-AuthenticodeSignature $catalog @signature
    $signed | Where-Object Status -NE 'Valid' | ForEach-Object { throw "$($_.Path) was not signed: $($_.StatusMessage)" }
}

function Invoke-Package {
    Invoke-Build
    $version = (Import-PowerShellDataFile (Join-Path $PSScriptRoot 'OpenAIFineTune.psd1')).ModuleVersion
    $output = Join-Path $PSScriptRoot 'output'
    $target = Join-Path $output "OpenAIFineTune/$version"
    $package = Join-Path $output "OpenAIFineTune.$version.nupkg"
    Remove-Item $target, $package -Recurse -Force -ErrorAction Ignore
    Invoke-Step 'Packing' {
        $null = New-Item $target -ItemType Directory -Force
        foreach ($part in 'OpenAIFineTune.psd1', 'LICENSE', 'README.md', 'SECURITY.md', 'THIRD-PARTY-NOTICES.txt', 'bin', 'en-US', 'docs') {
            Copy-Item (Join-Path $PSScriptRoot $part) $target -Recurse
        }
        # The sources of the help are in en-US as help already.
        Remove-Item (Join-Path $target 'docs/en-US') -Recurse
        Get-ChildItem $target -Recurse -Filter '*.pdb' | Remove-Item
        $null = Test-ModuleManifest (Join-Path $target 'OpenAIFineTune.psd1')
    }
    Invoke-Step 'Writing the bill of materials' { Invoke-Sbom $version $target }
    if ($CertificateThumbprint) { Invoke-Step 'Signing' { Invoke-Signing $target } }
    Invoke-Step 'Making the nupkg' { Compress-PSResource -Path $target -DestinationPath $output }
    Get-Item $target, $package
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
