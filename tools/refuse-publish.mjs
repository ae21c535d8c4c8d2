// npm publishes package.json as it is in a checkout, with scripts that only run there.
console.error(
  'Cannot publish Package "pulumi-ec2-pods": this is a checkout, with scripts that only run here. ' +
    'Run "npm run pack", and publish the tarball whose path it prints.',
);
process.exit(1);
