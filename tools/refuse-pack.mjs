// npm packs package.json as it is in a checkout, with scripts that need tools/. So "npm pack" and "npm publish" stop here.
console.error(
  'Cannot pack Package "pulumi-ec2-pods": a plain "npm pack" or "npm publish" would publish the scripts of this checkout. ' +
    'Use "npm run pack", which packs without them and prints the path of the tarball.',
);
process.exit(1);
